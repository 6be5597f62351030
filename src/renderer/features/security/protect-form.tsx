import { z } from 'zod';
import { SHORTEST_PASSPHRASE } from '../../../shared/access/passphrase';
import type { Protection } from '../../../shared/ipc/library';
import { Form, TextField } from '../../ui/form';
import { newPassphrase, readPassphrases } from './new-passphrase';
import { changeLibrary, showRecoveryKey } from './security-store';

const schema = z.object({ name: z.string().trim().min(1, 'Say who you are.') }).and(newPassphrase);

/** What the protection of a library without users is worth, in a sentence. */
export const protectionWords = (protectedBy: Protection['protectedBy']): string =>
  protectedBy === 'open'
    ? 'Photos and records are sealed, but the key lies beside them: whoever gets this disk can read them.'
    : 'Photos and records are sealed, and this computer’s keychain holds the key: whoever is signed in here can read them, a stolen disk cannot be.';

interface ProtectFormProps {
  /** What the button beside saving is called, and what it does. */
  readonly cancelLabel?: string;
  readonly onCancel: () => void;
  /** The library is protected; its recovery key is on the screen. */
  readonly onProtected?: () => void;
}

/** Name and passphrase of the first user, who administers the library. The recovery key is shown afterwards. */
export function ProtectForm({ cancelLabel, onCancel, onProtected }: ProtectFormProps) {
  return (
    <Form
      schema={schema}
      read={(text, data) => ({ name: text('name'), ...readPassphrases(data) })}
      saveLabel="Protect the library"
      {...(cancelLabel === undefined ? {} : { cancelLabel })}
      save={({ name, passphrase }) =>
        changeLibrary('library:protect', { name, passphrase }, ({ recoveryKey }) =>
          showRecoveryKey(recoveryKey, true),
        )
      }
      onCancel={onCancel}
      onDone={() => onProtected?.()}
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
  );
}
