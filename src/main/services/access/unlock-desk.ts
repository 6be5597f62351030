import { z } from 'zod';
import type { LockState, UnlockAttempt } from '../../../shared/ipc/library';
import { readJsonRecord, writeJsonRecord } from '../../updates/json-record';
import { waitingTime, type Attempts } from '../../vault/attempts';
import { openByPassphrase, openByRecoveryKey, withUser } from '../../vault/keyring';
import { readKeys, writeKeys, type Keys } from '../../vault/keys-file';
import type { LibraryKey } from '../../vault/library-key';
import { inTurn } from '../in-turn';

/** Names inside the data folder. */
export const ATTEMPTS_FILE = 'unlock-attempts.json';

const attemptsSchema = z.object({
  failures: z.number().int().nonnegative(),
  lastAt: z.number(),
  lastUserId: z.uuid().nullable(),
});
type AttemptRecord = z.infer<typeof attemptsSchema>;
const NO_ATTEMPTS: AttemptRecord = { failures: 0, lastAt: 0, lastUserId: null };

/** Somebody has opened the library. */
export interface Opened {
  readonly keys: Keys;
  readonly key: LibraryKey;
  readonly userId: string;
}

export interface UnlockDeskOptions {
  readonly keysFile: string;
  readonly attemptsFile: string;
  readonly now: () => number;
  readonly onOpened: (opened: Opened) => void;
  /** A passphrase or a recovery key was wrong. */
  readonly onRefused: (userId: string) => void;
}

/**
 * Where a locked library is opened: by a user's passphrase, or by the printed recovery key. Wrong attempts are counted
 * over restarts, and each makes the next one wait; an attempt before its time is not looked at.
 */
export class UnlockDesk {
  /** One attempt after the other: together they would share one wait. */
  private readonly line = inTurn();

  constructor(private readonly options: UnlockDeskOptions) {}

  state(): LockState {
    const { users, recovery } = this.keys();
    const { lastUserId } = this.attempts();
    return {
      users: users.map(({ id, name }) => ({ id, name })),
      lastUserId: users.some(({ id }) => id === lastUserId) ? lastUserId : null,
      hasRecoveryKey: recovery !== null,
      waitSeconds: this.waitSeconds(),
    };
  }

  /** @throws MaculeError `not-found` for somebody who is not listed. */
  unlock(userId: string, passphrase: string): Promise<UnlockAttempt> {
    return this.attemptInTurn(userId, async (keys) => {
      const key = await openByPassphrase(keys, userId, passphrase);
      return key && { keys, key, userId };
    });
  }

  /**
   * Gives a user a new passphrase by the recovery key.
   * @throws MaculeError `invalid-input` for a short passphrase.
   */
  recover(userId: string, recoveryKey: string, passphrase: string): Promise<UnlockAttempt> {
    return this.attemptInTurn(userId, async (before) => {
      const key = await openByRecoveryKey(before, recoveryKey);
      const user = before.users.find(({ id }) => id === userId);
      if (key === null || !user) return null;
      const keys = await withUser(before, key, { id: userId, name: user.name, passphrase });
      writeKeys(this.options.keysFile, keys);
      return { keys, key, userId };
    });
  }

  private attemptInTurn(
    userId: string,
    open: (keys: Keys) => Promise<Opened | null>,
  ): Promise<UnlockAttempt> {
    return this.line(() => this.attempt(userId, open));
  }

  private async attempt(
    userId: string,
    open: (keys: Keys) => Promise<Opened | null>,
  ): Promise<UnlockAttempt> {
    const wait = this.waitSeconds();
    if (wait > 0) return { opened: false, waitSeconds: wait };
    // Counted before it is known how it ends: a process that is killed meanwhile has tried, too.
    const { failures, lastUserId } = this.attempts();
    this.write({ failures: failures + 1, lastAt: this.options.now(), lastUserId });
    let opened: Opened | null;
    try {
      opened = await open(this.keys());
    } catch (thrown) {
      this.write({ failures, lastAt: this.options.now(), lastUserId });
      throw thrown;
    }
    if (opened === null) {
      this.options.onRefused(userId);
      return { opened: false, waitSeconds: this.waitSeconds() };
    }
    this.write({ failures: 0, lastAt: this.options.now(), lastUserId: userId });
    this.options.onOpened(opened);
    return { opened: true, waitSeconds: 0 };
  }

  private keys(): Keys {
    const keys = readKeys(this.options.keysFile);
    if (keys === null) throw new Error('The keys of the library have gone.');
    return keys;
  }

  private attempts(): AttemptRecord {
    return readJsonRecord(this.options.attemptsFile, attemptsSchema) ?? NO_ATTEMPTS;
  }

  private write(record: AttemptRecord): void {
    writeJsonRecord(this.options.attemptsFile, record);
  }

  private waitSeconds(): number {
    const attempts: Attempts = this.attempts();
    return Math.ceil(waitingTime(attempts, this.options.now()) / 1000);
  }
}
