import { useRef, useState } from 'react';
import type { LockState } from '../../shared/ipc/library';
import { request } from '../api/client';
import { Button } from '../ui/button';
import { typedText } from '../ui/form';
import { refreshLock } from './lock-store';
import { UserChoice } from './user-choice';
import { WaitNote } from './wait-note';
import styles from './unlock.module.css';

interface UnlockFormProps {
  readonly lock: LockState;
  readonly onForgotten: () => void;
}

export function UnlockForm({ lock, onForgotten }: UnlockFormProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const passphrase = useRef<HTMLInputElement>(null);

  const submit = async (data: FormData): Promise<void> => {
    setBusy(true);
    const result = await request('library:unlock', {
      userId: typedText(data, 'user'),
      passphrase: typedText(data, 'passphrase'),
    });
    setBusy(false);
    if (result.ok && result.value.opened) return setProblem(null);
    setProblem(result.ok ? 'That is not the passphrase.' : result.failure.message);
    await refreshLock();
    passphrase.current?.select();
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
        Passphrase
        <input
          ref={passphrase}
          type="password"
          name="passphrase"
          autoComplete="off"
          autoFocus
          aria-invalid={problem !== null}
          aria-describedby="unlock-problem"
        />
      </label>
      <p id="unlock-problem" role="alert" className={styles['problem']}>
        {problem}
      </p>
      <WaitNote seconds={lock.waitSeconds} />
      <Button type="submit" look="main" disabled={busy || lock.waitSeconds > 0}>
        {busy ? 'Opening …' : 'Unlock'}
      </Button>
      {lock.hasRecoveryKey && (
        <Button look="bare" onClick={onForgotten}>
          Passphrase forgotten?
        </Button>
      )}
    </form>
  );
}
