import { useState, type ReactNode } from 'react';
import type { LockState, UnlockAttempt } from '../../shared/ipc/library';
import type { Result } from '../../shared/ipc/result';
import { Button } from '../ui/button';
import { refreshLock } from './lock-store';
import { UserChoice } from './user-choice';
import { WaitNote } from './wait-note';
import styles from './unlock.module.css';

interface SecretFormProps {
  readonly lock: LockState;
  /** @returns what is wrong with what was typed, in a sentence; null = nothing. */
  readonly check?: (data: FormData) => string | null;
  readonly attempt: (data: FormData) => Promise<Result<UnlockAttempt>>;
  /** Said where the secret was wrong. */
  readonly wrong: string;
  readonly label: string;
  /** Fields of the secret. */
  readonly children: ReactNode;
  /** What else can be done. */
  readonly more?: ReactNode;
}

/** A form that opens the library: whose secret, the secret, what is wrong with it, and how long the next has to wait. */
export function SecretForm({ lock, check, attempt, wrong, label, children, more }: SecretFormProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const waiting = lock.waitSeconds > 0;

  const submit = async (form: HTMLFormElement): Promise<void> => {
    const data = new FormData(form);
    const mistake = check?.(data) ?? null;
    if (mistake !== null) return setProblem(mistake);
    setBusy(true);
    const result = await attempt(data);
    setBusy(false);
    if (result.ok && result.value.opened) return setProblem(null);
    setProblem(result.ok ? wrong : result.failure.message);
    await refreshLock();
    form.querySelector<HTMLInputElement>('input:not([type="hidden"])')?.select();
  };

  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy && !waiting) void submit(event.currentTarget);
      }}
    >
      <UserChoice users={lock.users} last={lock.lastUserId} />
      {children}
      <p role="alert" className={styles['problem']}>
        {problem}
      </p>
      <WaitNote seconds={lock.waitSeconds} />
      <Button type="submit" look="main" disabled={busy || waiting}>
        {busy ? 'Opening …' : label}
      </Button>
      {more}
    </form>
  );
}
