import type { Protection } from '../../../shared/ipc/library';
import { Button } from '../../ui/button';
import { showFailure } from '../../ui/toast-store';
import { changeLibrary, changeOrTell, showRecoveryKey } from './security-store';
import styles from './security.module.css';

/** The keys behind the passphrases. */
export function KeySection({ protection }: { readonly protection: Protection }) {
  const renewRecovery = async (): Promise<void> => {
    const failure = await changeLibrary('library:new-recovery-key', {}, ({ recoveryKey }) =>
      showRecoveryKey(recoveryKey, false),
    );
    if (failure) showFailure('No new recovery key', failure);
  };
  const renewAll = async (): Promise<void> => {
    const failure = await changeLibrary('library:change-key', {});
    if (failure) showFailure('The key was not changed', failure);
    else await changeOrTell('library:restart', {});
  };
  return (
    <section>
      <h3>Keys</h3>
      <label className={styles['check']}>
        <input
          type="checkbox"
          checked={protection.protectedBy === 'keychain'}
          disabled={!protection.keychain}
          onChange={({ target }) => void changeOrTell('library:remember', { remember: target.checked })}
        />
        Whoever is signed in to this computer needs no passphrase
        {!protection.keychain && ' (this computer has no keychain that keeps secrets)'}
      </label>
      <div className={styles['row']}>
        <Button onClick={() => void renewRecovery()}>New recovery key …</Button>
        <Button
          title="Seals everything anew, as after a computer was lost that had the library open"
          onClick={() => void renewAll()}
        >
          Change the library’s key and start anew
        </Button>
      </div>
    </section>
  );
}
