import { useState } from 'react';
import type { LockState } from '../../shared/ipc/library';
import { request } from '../api/client';
import { Button } from '../ui/button';
import { typedText } from '../ui/form';
import { refreshLock } from './lock-store';
import { UserChoice } from './user-choice';
import { WaitNote } from './wait-note';
import styles from './unlock.module.css';

interface RecoverFormProps {
  readonly lock: LockState;
  readonly onBack: () => void;
}

/** A new passphrase by the recovery key that was printed when the library was protected. */
export function RecoverForm({ lock, onBack }: RecoverFormProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const submit = async (data: FormData): Promise<void> => {
    const text = (name: string): string => typedText(data, name);
    if (text('passphrase') !== text('repeated')) return setProblem('The two passphrases differ.');
    setBusy(true);
    const result = await request('library:recover', {
      ...{ userId: text('user'), recoveryKey: text('recoveryKey'), passphrase: text('passphrase') },
    });
    setBusy(false);
    if (result.ok && result.value.opened) return setProblem(null);
    setProblem(result.ok ? 'That is not the recovery key of this library.' : result.failure.message);
    await refreshLock();
  };

  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy && lock.waitSeconds === 0) void submit(new FormData(event.currentTarget));
      }}
    >
      <UserChoice users={lock.users} last={lock.lastUserId} />
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
      <p role="alert" className={styles['problem']}>
        {problem}
      </p>
      <WaitNote seconds={lock.waitSeconds} />
      <Button type="submit" look="main" disabled={busy || lock.waitSeconds > 0}>
        {busy ? 'Opening …' : 'Set the passphrase and unlock'}
      </Button>
      <Button look="bare" onClick={onBack}>
        Back
      </Button>
    </form>
  );
}
