import { LockKeyhole } from 'lucide-react';
import { useState } from 'react';
import { FailureNote } from '../ui/failure-note';
import { RecoverForm } from './recover-form';
import { UnlockForm } from './unlock-form';
import { useLock } from './lock-store';
import styles from './unlock.module.css';

/** What stands before a locked library: whose passphrase, the passphrase, and the way round a forgotten one. */
export function UnlockScreen() {
  const { lock } = useLock();
  const [recovering, setRecovering] = useState(false);
  return (
    <main className={styles['screen']}>
      <header>
        <LockKeyhole aria-hidden size={32} />
        <h1>Macule is locked</h1>
        <p>The photos and records of this clinic are sealed until somebody who may see them unlocks them.</p>
      </header>
      {lock.state === 'failed' && <FailureNote title="The lock does not answer" failure={lock.failure} />}
      {lock.state === 'loaded' && !recovering && (
        <UnlockForm lock={lock.value} onForgotten={() => setRecovering(true)} />
      )}
      {lock.state === 'loaded' && recovering && (
        <RecoverForm lock={lock.value} onBack={() => setRecovering(false)} />
      )}
    </main>
  );
}
