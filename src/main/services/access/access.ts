import { REQUEST_ACCESS, WHILE_LOCKED } from '../../../shared/access/request-access';
import { highestRole, mayDo, ROLE_NAMES, type Role, type User } from '../../../shared/access/role';
import { MaculeError, toFailure, type FailureKind } from '../../../shared/errors';
import type { RequestName } from '../../../shared/ipc/contract';
import type { WritableDatabase } from '../../data/database';
import { setActingUser } from '../../data/repositories/consent-changes';
import { addAuditEntry, type AuditNote } from '../../data/repositories/audit-trail';
import { findUser } from '../../data/repositories/users';
import { auditSubject } from './audit-subject';
import { historyStep } from './history-step';

export interface AccessOptions {
  readonly database: WritableDatabase;
  /** Of the audit trail, 32 bytes. */
  readonly auditKey: Uint8Array;
  /** Who opened the library; null before it has users. */
  readonly userId: string | null;
  readonly now: () => Date;
}

/** A second look at the same thing within this time is the same look, milliseconds. */
const SAME_LOOK_MS = 60_000;

/** Failures of a database that can be written again later. */
const OF_THE_DRIVE: ReadonlySet<FailureKind> = new Set(['no-space', 'database']);

/** Who is at the computer, what they may do, and the trail of what they did. */
export class Access {
  private userId: string | null;
  private locked = false;
  private lastLook = { of: '', at: 0 };
  /** Entries that the drive had no room for, oldest first. */
  private owed: readonly AuditNote[] = [];

  constructor(private readonly options: AccessOptions) {
    this.userId = options.userId;
    setActingUser(options.database, options.userId);
    this.note({ action: 'library:unlock', subject: options.userId, outcome: 'done' });
  }

  /** Null before the library has users: whoever sits there may do everything then. */
  get user(): User | null {
    return this.userId === null ? null : findUser(this.options.database, this.userId);
  }

  /** Id of {@link user}, of which nothing has to be read. */
  get signedIn(): string | null {
    return this.userId;
  }

  get isLocked(): boolean {
    return this.locked;
  }

  lock(): void {
    if (this.locked) return;
    this.locked = true;
    this.note({ action: 'library:lock', subject: null, outcome: 'done' });
  }

  unlock(userId: string): void {
    this.userId = userId;
    setActingUser(this.options.database, userId);
    this.locked = false;
    this.note({ action: 'library:unlock', subject: userId, outcome: 'done' });
  }

  /** A passphrase was wrong. */
  unlockFailed(userId: string): void {
    this.note({ action: 'library:unlock', subject: userId, outcome: 'refused' });
  }

  /**
   * To be asked before a request is answered. Undoing needs the role of what it would take back: the journal is one for
   * all users.
   * @throws MaculeError `locked`, `not-allowed`; the refusal is in the trail then.
   */
  admit(name: RequestName, input: unknown): void {
    if (WHILE_LOCKED.has(name)) return;
    if (this.locked) throw isLocked();
    const step = historyStep(this.options.database, name);
    const needed = highestRole([REQUEST_ACCESS[name].role, ...(step ? [step.role] : [])]);
    const own: Role = this.userId === null ? 'administrator' : (this.user?.role ?? 'read-only');
    if (mayDo(own, needed)) return;
    const subject = auditSubject(input, step && { recordIds: step.records });
    this.note({ action: name, subject, outcome: 'refused' });
    throw notAllowed(own, needed, step?.what);
  }

  /** To be told when a request was answered. @param answer what it came to, where all went well. */
  answered(name: RequestName, input: unknown, well: boolean, answer: unknown = null): void {
    const { audit } = REQUEST_ACCESS[name];
    if (audit === null) return;
    // The system's dialog was closed: nothing left the library.
    if (audit === 'export' && well && answer === null) return;
    const subject = auditSubject(input, answer);
    if (audit === 'view' && well && this.isSameLook(`${name} ${subject}`)) return;
    this.note({ action: name, subject, outcome: well ? 'done' : 'failed' });
  }

  /**
   * What the app did by itself. What was done stays done where the drive is full: its entry waits for room, with its own
   * time, and comes before the next.
   */
  note(note: Omit<AuditNote, 'at' | 'userId'>): void {
    const { database, auditKey, now } = this.options;
    this.owed = [...this.owed, { ...note, at: now().toISOString(), userId: this.userId }];
    try {
      for (const entry of this.owed) {
        addAuditEntry(database, auditKey, entry);
        this.owed = this.owed.slice(1);
      }
    } catch (thrown) {
      if (OF_THE_DRIVE.has(toFailure(thrown).kind)) return;
      this.owed = this.owed.slice(1);
      throw thrown;
    }
  }

  private isSameLook(of: string): boolean {
    const at = this.options.now().getTime();
    const same = this.lastLook.of === of && at - this.lastLook.at < SAME_LOOK_MS;
    this.lastLook = { of, at };
    return same;
  }
}

const isLocked = (): MaculeError =>
  new MaculeError({
    kind: 'locked',
    message: 'The library is locked.',
    advice: 'Type your passphrase to go on.',
    retryable: true,
  });

const notAllowed = (own: Role, needed: Role, what = 'This'): MaculeError =>
  new MaculeError({
    kind: 'not-allowed',
    message: `${what} needs the role “${ROLE_NAMES[needed]}”; yours is “${ROLE_NAMES[own]}”.`,
    advice: 'Ask an administrator of the library, or switch the user.',
    retryable: false,
  });
