import { randomUUID } from 'node:crypto';
import { isLongEnough, SHORTEST_PASSPHRASE } from '../../shared/access/passphrase';
import { MaculeError } from '../../shared/errors';
import type { DeviceKey, Keys, SecretKey } from './keys-file';
import { derivedKey, keyName, newLibraryKey, type LibraryKey } from './library-key';
import { newRecoveryKey, readRecoveryKey } from './recovery-key';
import type { FileKeys } from './sealed-file';
import { openKey, sealKey, unwrapKey, wrapKey, type WrappedKey } from './wrapped-key';

const RECOVERY = 'recovery';
const PREVIOUS = 'previous';
const AUDIT = 'audit';

/** How this computer keeps a secret for whoever is signed in: the system's keychain. */
export interface Keychain {
  seal(secret: Uint8Array): Uint8Array;
  /** @returns null where the keychain no longer knows it. */
  open(sealed: Uint8Array): Uint8Array | null;
}

/**
 * Keys of a new library that this computer opens without asking.
 * @param unfinished whether the library is older than its keys.
 */
export function createKeys(
  keychain: Keychain | null,
  unfinished = false,
): { readonly keys: Keys; readonly key: LibraryKey } {
  const key = newLibraryKey();
  return {
    key,
    keys: {
      ...{ format: 1, library: randomUUID(), key: keyName(key), unfinished, users: [], recovery: null },
      device: deviceKey(key, keychain),
    },
  };
}

/** @returns the key where this computer opens the library without asking; else null. */
export function openByDevice({ device, key: name }: Keys, keychain: Keychain | null): LibraryKey | null {
  if (device === null) return null;
  const bytes = Buffer.from(device.kind === 'open' ? device.key : device.sealed, 'base64');
  const key = device.kind === 'open' ? bytes : (keychain?.open(bytes) ?? null);
  return key !== null && keyName(key) === name ? key : null;
}

/** @returns null where the passphrase is wrong. @throws MaculeError `not-found` for somebody who is not listed. */
export async function openByPassphrase(
  keys: Keys,
  userId: string,
  passphrase: string,
): Promise<LibraryKey | null> {
  const user = keys.users.find(({ id }) => id === userId);
  if (!user) throw unknownUser();
  return openSecret(keys, user.secret, passphrase, user.id);
}

/** @returns null where the recovery key is wrong or mistyped, or the library has none. */
export async function openByRecoveryKey(keys: Keys, typed: string): Promise<LibraryKey | null> {
  const secret = readRecoveryKey(typed);
  if (secret === null || keys.recovery === null) return null;
  return openSecret(keys, keys.recovery, secret, RECOVERY);
}

/** The keys by which the library's files open. */
export function fileKeys({ previous }: Keys, key: LibraryKey): FileKeys {
  return {
    current: key,
    previous: previous === undefined ? undefined : (openKey(key, previous, PREVIOUS) ?? undefined),
  };
}

/**
 * The key of the audit trail, 32 bytes: that of the library's first key, whatever its key is now, because entries can't
 * be chained anew. One that was changed outside Macule counts for none, and the trail then tells.
 */
export const auditKeyOf = ({ audit }: Keys, key: LibraryKey): Uint8Array =>
  (audit === undefined ? null : openKey(key, audit, AUDIT)) ?? derivedKey(key, 'audit');

/**
 * Adds somebody, or gives somebody another passphrase.
 * @throws MaculeError `invalid-input` for a short passphrase.
 */
export async function withUser(
  keys: Keys,
  key: LibraryKey,
  user: { readonly id: string; readonly name: string; readonly passphrase: string },
  cost?: WrappedKey['cost'],
): Promise<Keys> {
  refuseShort(user.passphrase);
  const { id, name } = user;
  const secret = await newSecret(key, user.passphrase, id, cost);
  const others = keys.users.filter((known) => known.id !== id);
  return { ...keys, users: [...others, { id, name, secret }] };
}

/** That person's passphrase opens nothing any more, and this computer does not in that person's name. */
export const withoutUser = (keys: Keys, userId: string): Keys => ({
  ...keys,
  users: keys.users.filter(({ id }) => id !== userId),
  device: deviceUser(keys) === userId ? null : keys.device,
});

/** In whose name this computer opens the library without asking; null for nobody's. */
export const deviceUser = ({ device }: Keys): string | null =>
  device?.kind === 'keychain' ? device.userId : null;

/** From now on only passphrases and the recovery key open the library; or this computer's keychain, too. */
export const withDevice = (keys: Keys, device: DeviceKey | null): Keys => ({ ...keys, device });

/** A new recovery key, to be shown once; the one before opens nothing any more. */
export async function withRecoveryKey(
  keys: Keys,
  key: LibraryKey,
  cost?: WrappedKey['cost'],
): Promise<{ readonly keys: Keys; readonly recoveryKey: string }> {
  const recoveryKey = newRecoveryKey();
  return { recoveryKey, keys: { ...keys, recovery: await newSecret(key, recoveryKey, RECOVERY, cost) } };
}

/**
 * Begins a change of the library's key: a new one, with the one before sealed under it. All passphrases and the recovery
 * key open the new one, too; this computer does not, until it is told. The audit trail keeps its key.
 */
export function withNewKey(
  keys: Keys,
  before: LibraryKey,
): { readonly keys: Keys; readonly key: LibraryKey } {
  const key = newLibraryKey();
  const handOver = ({ own, kept }: SecretKey, owner: string): SecretKey => {
    const ownKey = openKey(before, kept, owner);
    if (ownKey === null) throw new Error('A key of this library was changed outside Macule.');
    return { own, opens: sealKey(ownKey, key, owner), kept: sealKey(key, ownKey, owner) };
  };
  return {
    key,
    keys: {
      ...keys,
      ...{ key: keyName(key), device: null, unfinished: true, previous: sealKey(key, before, PREVIOUS) },
      audit: sealKey(key, auditKeyOf(keys, before), AUDIT),
      users: keys.users.map((user) => ({ ...user, secret: handOver(user.secret, user.id) })),
      recovery: keys.recovery && handOver(keys.recovery, RECOVERY),
    },
  };
}

async function newSecret(
  key: LibraryKey,
  secret: string,
  owner: string,
  cost?: WrappedKey['cost'],
): Promise<SecretKey> {
  const ownKey = newLibraryKey();
  return {
    own: await wrapKey(ownKey, secret, owner, cost),
    opens: sealKey(ownKey, key, owner),
    kept: sealKey(key, ownKey, owner),
  };
}

async function openSecret(
  keys: Keys,
  { own, opens }: SecretKey,
  secret: string,
  owner: string,
): Promise<LibraryKey | null> {
  const ownKey = await unwrapKey(own, secret, owner);
  return rightKey(keys, ownKey && openKey(ownKey, opens, owner));
}

/** Every file is sealed by the library's key. */
export const finished = ({ previous: _, ...keys }: Keys): Keys => ({ ...keys, unfinished: false });

/** @param userId in whose name this computer opens the library; null before it has users. */
export const deviceKey = (
  key: LibraryKey,
  keychain: Keychain | null,
  userId: string | null = null,
): DeviceKey =>
  keychain === null
    ? { kind: 'open', key: Buffer.from(key).toString('base64') }
    : { kind: 'keychain', sealed: Buffer.from(keychain.seal(key)).toString('base64'), userId };

const rightKey = ({ key: name }: Keys, key: Uint8Array | null): LibraryKey | null =>
  key !== null && keyName(key) === name ? key : null;

function refuseShort(passphrase: string): void {
  if (isLongEnough(passphrase)) return;
  throw new MaculeError({
    kind: 'invalid-input',
    message: `A passphrase needs at least ${SHORTEST_PASSPHRASE} letters.`,
    advice: 'Four or five words that do not belong together are easy to remember and hard to guess.',
    retryable: false,
  });
}

const unknownUser = (): MaculeError =>
  new MaculeError({
    kind: 'not-found',
    message: 'This library does not know that user.',
    advice: 'Choose a name from the list.',
    retryable: false,
  });
