import { useState } from 'react';
import { z } from 'zod';
import { SHORTEST_PASSPHRASE } from '../../../shared/access/passphrase';
import { Button } from '../../ui/button';
import { Form, TextField, typedText } from '../../ui/form';
import { changeLibrary } from './security-store';
import { newPassphrase, readPassphrases } from './new-passphrase';

const schema = z.object({ current: z.string().min(1, 'Type the passphrase of now.') }).and(newPassphrase);

/** Another passphrase for oneself. */
export function PassphraseSection() {
  const [entering, setEntering] = useState(false);
  if (!entering)
    return (
      <section>
        <Button onClick={() => setEntering(true)}>Change my passphrase …</Button>
      </section>
    );
  return (
    <section>
      <Form
        schema={schema}
        read={(_, data) => ({ current: typedText(data, 'current'), ...readPassphrases(data) })}
        saveLabel="Change"
        save={({ current, passphrase }) =>
          changeLibrary('library:change-passphrase', { current, next: passphrase })
        }
        onDone={() => setEntering(false)}
      >
        <TextField name="current" label="Passphrase of now" value="" type="password" firstFocus />
        <TextField
          name="passphrase"
          label={`New passphrase, at least ${SHORTEST_PASSPHRASE} letters`}
          value=""
          type="password"
        />
        <TextField name="repeated" label="New passphrase again" value="" type="password" />
      </Form>
    </section>
  );
}
