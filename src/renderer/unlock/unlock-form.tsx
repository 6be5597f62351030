import type { LockState } from '../../shared/ipc/library';
import { request } from '../api/client';
import { Button } from '../ui/button';
import { typedText } from '../ui/form';
import { SecretForm } from './secret-form';

interface UnlockFormProps {
  readonly lock: LockState;
  readonly onForgotten: () => void;
}

/** Opens the library by a passphrase. */
export function UnlockForm({ lock, onForgotten }: UnlockFormProps) {
  return (
    <SecretForm
      lock={lock}
      attempt={(data) =>
        request('library:unlock', {
          userId: typedText(data, 'user'),
          passphrase: typedText(data, 'passphrase'),
        })
      }
      wrong="That is not the passphrase."
      label="Unlock"
      more={
        lock.hasRecoveryKey && (
          <Button look="bare" onClick={onForgotten}>
            Passphrase forgotten?
          </Button>
        )
      }
    >
      <label>
        Passphrase
        <input type="password" name="passphrase" autoComplete="off" autoFocus />
      </label>
    </SecretForm>
  );
}
