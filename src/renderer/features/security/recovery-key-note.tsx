import { useState } from 'react';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { changeOrTell, showSecurity, useSecurity } from './security-store';
import styles from './security.module.css';

interface RecoveryKeyNoteProps {
  readonly recoveryKey: string;
  readonly restart: boolean;
}

/** The recovery key, this once. The dialog stays until its reader says that the key is kept somewhere. */
export function RecoveryKeyNote({ recoveryKey, restart }: RecoveryKeyNoteProps) {
  const [kept, setKept] = useState(false);
  const done = (): void => {
    useSecurity.setState({ fresh: null });
    showSecurity(false);
    if (restart) void changeOrTell('library:restart', {});
  };
  return (
    <Dialog title="Recovery key" onClose={() => kept && done()}>
      <p>
        Print this key or write it down, and keep it where only those may get who may see every patient. It
        opens the library when all passphrases are forgotten. It is not shown again.
      </p>
      <output className={styles['recovery']} aria-label="Recovery key">
        {recoveryKey}
      </output>
      <div className={styles['row']}>
        <Button onClick={() => window.print()}>Print …</Button>
      </div>
      <label className={styles['check']}>
        <input type="checkbox" checked={kept} onChange={({ target }) => setKept(target.checked)} />
        The key is kept in a safe place
      </label>
      {restart && (
        <p>
          Macule starts anew then, asks for the passphrase, and seals every photo with a new key. That takes
          about a minute for a thousand photos.
        </p>
      )}
      <div className={styles['row']}>
        <Button look="main" disabled={!kept} onClick={done}>
          {restart ? 'Start anew' : 'Done'}
        </Button>
      </div>
    </Dialog>
  );
}
