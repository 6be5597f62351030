import type { LockState } from '../../shared/ipc/library';
import { request } from '../api/client';
import { Button } from '../ui/button';
import { typedText } from '../ui/form';
import { SecretForm } from './secret-form';

interface RecoverFormProps {
  readonly lock: LockState;
  readonly onBack: () => void;
}

/** A new passphrase by the recovery key that was printed when the library was protected. */
export function RecoverForm({ lock, onBack }: RecoverFormProps) {
  return (
    <SecretForm
      lock={lock}
      check={(data) =>
        typedText(data, 'passphrase') === typedText(data, 'repeated') ? null : 'The two passphrases differ.'
      }
      attempt={(data) =>
        request('library:recover', {
          userId: typedText(data, 'user'),
          recoveryKey: typedText(data, 'recoveryKey'),
          passphrase: typedText(data, 'passphrase'),
        })
      }
      wrong="That is not the recovery key of this library."
      label="Set the passphrase and unlock"
      more={
        <Button look="bare" onClick={onBack}>
          Back
        </Button>
      }
    >
      <label>
        Recovery key, as it was printed
        <input type="text" name="recoveryKey" autoComplete="off" autoFocus spellCheck={false} />
      </label>
      <label>
        New passphrase
        <input type="password" name="passphrase" autoComplete="off" />
      </label>
      <label>
        New passphrase again
        <input type="password" name="repeated" autoComplete="off" />
      </label>
    </SecretForm>
  );
}
