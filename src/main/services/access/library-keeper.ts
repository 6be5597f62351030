import type { Role, User } from '../../../shared/access/role';
import { MaculeError } from '../../../shared/errors';
import type { Protection } from '../../../shared/ipc/library';
import type { WritableDatabase } from '../../data/database';
import {
  changeRole,
  findUser,
  insertUser,
  listUsers,
  markUserRemoved,
  readLockAfter,
  writeLockAfter,
} from '../../data/repositories/users';
import * as keyring from '../../vault/keyring';
import { readKeys, writeKeys, type Keys } from '../../vault/keys-file';
import { keyName, type LibraryKey } from '../../vault/library-key';
import { inTurn } from '../in-turn';
import type { Access } from './access';

export interface LibraryKeeperOptions {
  readonly database: WritableDatabase;
  readonly keysFile: string;
  /** The library's key while it is open. */
  readonly key: LibraryKey;
  readonly keychain: keyring.Keychain | null;
  readonly access: Access;
  readonly newId: () => string;
  readonly now: () => Date;
}

/** Who can open the library, and how: users with their passphrases, the recovery key, the system's keychain. */
export class LibraryKeeper {
  private readonly inTurn = inTurn();

  constructor(private readonly options: LibraryKeeperOptions) {}

  protection(): Protection {
    const { database, keychain, access } = this.options;
    const keys = this.keys();
    const withKeys = new Set(keys.users.map(({ id }) => id));
    return {
      protectedBy: keys.device === null ? 'passphrase' : keys.device.kind,
      user: access.user,
      users: listUsers(database).filter(({ id }) => withKeys.has(id)),
      hasRecoveryKey: keys.recovery !== null,
      keychain: keychain !== null,
      lockAfterMinutes: readLockAfter(database),
    };
  }

  /**
   * The first user, who administers the library. The library gets another key, since the one before may have lain open
   * on the disk; from the next start on it asks for the passphrase.
   * @returns the recovery key, which is shown once.
   * @throws MaculeError `invalid-input` where there are users already, or for a short passphrase.
   */
  protect(name: string, passphrase: string): Promise<string> {
    return this.change(async (before) => {
      if (before.users.length > 0) throw hasUsers();
      const { database, key, newId, now } = this.options;
      const user: User = { id: newId(), name, role: 'administrator' };
      const named = await keyring.withUser(before, key, { id: user.id, name, passphrase });
      const { keys, recoveryKey } = await keyring.withRecoveryKey(named, key);
      insertUser(database, user, now().toISOString());
      return { keys: keyring.withNewKey(keys, key).keys, result: recoveryKey };
    });
  }

  /** @throws MaculeError `invalid-input` for a short passphrase or a name that is taken. */
  addUser(name: string, role: Role, passphrase: string): Promise<void> {
    return this.change(async (before) => {
      const { database, key, newId, now } = this.options;
      refuseUnprotected(before);
      if (before.users.some((user) => user.name === name)) throw nameIsTaken(name);
      const user: User = { id: newId(), name, role };
      const keys = await keyring.withUser(before, key, { id: user.id, name, passphrase });
      insertUser(database, user, now().toISOString());
      return { keys, result: undefined };
    });
  }

  /** @throws MaculeError `invalid-input` where no administrator would be left. */
  changeRole(userId: string, role: Role): void {
    if (role !== 'administrator') this.refuseLastAdministrator(userId);
    changeRole(this.options.database, userId, role);
  }

  /** From now on this person's passphrase opens nothing. @throws MaculeError `invalid-input` as {@link changeRole}. */
  removeUser(userId: string): Promise<void> {
    return this.change((before) => {
      const { database, now } = this.options;
      this.refuseLastAdministrator(userId);
      markUserRemoved(database, userId, now().toISOString());
      return Promise.resolve({ keys: keyring.withoutUser(before, userId), result: undefined });
    });
  }

  /** The own passphrase. @throws MaculeError `invalid-input` where the one of now is wrong or the next is short. */
  changePassphrase(current: string, next: string): Promise<void> {
    return this.change(async (before) => {
      const { access, key } = this.options;
      const { user } = access;
      if (user === null) throw isUnprotected();
      if ((await keyring.openByPassphrase(before, user.id, current)) === null) throw wrongPassphrase();
      const { id, name } = user;
      return { keys: await keyring.withUser(before, key, { id, name, passphrase: next }), result: undefined };
    });
  }

  /** @returns the recovery key, which is shown once; the one before opens nothing any more. */
  newRecoveryKey(): Promise<string> {
    return this.change(async (before) => {
      refuseUnprotected(before);
      const { keys, recoveryKey } = await keyring.withRecoveryKey(before, this.options.key);
      return { keys, result: recoveryKey };
    });
  }

  /** Another key for everything; at the next start it is all sealed anew. */
  changeKey(): Promise<void> {
    return this.change((before) => {
      refuseUnprotected(before);
      const { keys } = keyring.withNewKey(before, this.options.key);
      return Promise.resolve({ keys, result: undefined });
    });
  }

  /** @throws MaculeError `invalid-input` where the system has no keychain that keeps secrets. */
  remember(remember: boolean): Promise<void> {
    return this.change((before) => {
      const { keychain, key, access } = this.options;
      refuseUnprotected(before);
      if (remember && keychain === null) throw noKeychain();
      const device = remember ? keyring.deviceKey(key, keychain, access.user?.id) : null;
      return Promise.resolve({ keys: keyring.withDevice(before, device), result: undefined });
    });
  }

  setLockAfter(minutes: number | null): void {
    writeLockAfter(this.options.database, minutes);
  }

  /** Minutes after which the library locks; null = never, as before it has users. */
  get lockAfterMinutes(): number | null {
    return this.options.access.user === null ? null : readLockAfter(this.options.database);
  }

  private keys(): Keys {
    const keys = readKeys(this.options.keysFile);
    if (keys === null) throw new Error('The keys of the library have gone.');
    return keys;
  }

  /** One change after the other, each on what the one before has left. */
  private change<T>(
    make: (before: Keys) => Promise<{ readonly keys: Keys; readonly result: T }>,
  ): Promise<T> {
    return this.inTurn(async () => {
      const before = this.keys();
      if (keyName(this.options.key) !== before.key || before.unfinished) throw isChanging();
      const { keys, result } = await make(before);
      writeKeys(this.options.keysFile, keys);
      return result;
    });
  }

  private refuseLastAdministrator(userId: string): void {
    const { database } = this.options;
    if (findUser(database, userId)?.role !== 'administrator') return;
    if (this.protection().users.some(({ id, role }) => role === 'administrator' && id !== userId)) return;
    throw invalid(
      'Nobody would be left to administer the library.',
      'Make somebody else an administrator first.',
    );
  }
}

function refuseUnprotected(keys: Keys): void {
  if (keys.users.length === 0) throw isUnprotected();
}

const invalid = (message: string, advice: string): MaculeError =>
  new MaculeError({ kind: 'invalid-input', message, advice, retryable: false });

const isUnprotected = (): MaculeError =>
  invalid('The library has no passphrase yet.', 'Protect it by a passphrase first.');
const hasUsers = (): MaculeError => invalid('The library is protected already.', 'Add users instead.');
const nameIsTaken = (name: string): MaculeError =>
  invalid(`There is a user “${name}” already.`, 'Add something to the name that tells the two apart.');
const wrongPassphrase = (): MaculeError =>
  invalid('The passphrase of now is not right.', 'Type the passphrase that opened the library today.');
const noKeychain = (): MaculeError =>
  invalid('This computer has no keychain that keeps secrets.', 'Type the passphrase at each start.');
const isChanging = (): MaculeError =>
  invalid('The key of the library is being changed.', 'Start Macule anew; it finishes the change.');
