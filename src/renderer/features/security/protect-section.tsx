import { useState } from 'react';
import { z } from 'zod';
import type { Protection } from '../../../shared/ipc/library';
import { SHORTEST_PASSPHRASE } from '../../../shared/access/passphrase';
import { Button } from '../../ui/button';
import { Form, TextField } from '../../ui/form';
import { changeLibrary, useSecurity } from './security-store';
import { newPassphrase, readPassphrases } from './new-passphrase';
import styles from './security.module.css';

const schema = z.object({ name: z.string().trim().min(1, 'Say who you are.') }).and(newPassphrase);

/** The first passphrase: until there is one, the key lies on the same disk as the photos, or in the keychain. */
export function ProtectSection({ protection }: { readonly protection: Protection }) {
  const [entering, setEntering] = useState(false);
  return (
    <section>
      <h3>This library has no passphrase</h3>
      <p>
        {protection.protectedBy === 'open'
          ? 'Photos and records are sealed, but the key lies beside them: whoever gets this disk can read them.'
          : 'Photos and records are sealed, and this computer’s keychain holds the key: whoever is signed in here can read them, a stolen disk cannot be.'}
      </p>
      {entering ? (
        <Form
          schema={schema}
          read={(text, data) => ({ name: text('name'), ...readPassphrases(data) })}
          saveLabel="Protect the library"
          save={({ name, passphrase }) =>
            changeLibrary('library:protect', { name, passphrase }, ({ recoveryKey }) =>
              useSecurity.setState({ fresh: { recoveryKey, restart: true } }),
            )
          }
          onDone={() => setEntering(false)}
        >
          <TextField name="name" label="Your name" value="" firstFocus />
          <TextField
            name="passphrase"
            label={`Passphrase, at least ${SHORTEST_PASSPHRASE} letters`}
            value=""
            type="password"
          />
          <TextField name="repeated" label="Passphrase again" value="" type="password" />
        </Form>
      ) : (
        <Button look="main" className={styles['start']} onClick={() => setEntering(true)}>
          Set a passphrase …
        </Button>
      )}
    </section>
  );
}
