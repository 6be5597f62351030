import { randomUUID } from 'node:crypto';
import { MaculeError } from '../../shared/errors';
import type { DeviceKey, Keys } from './keys-file';
import { keyName, newLibraryKey, type LibraryKey } from './library-key';
import { newRecoveryKey, readRecoveryKey } from './recovery-key';
import type { FileKeys } from './sealed-file';
import { openKey, sealKey, unwrapKey, wrapKey, type WrappedKey } from './wrapped-key';

/** Fewest letters of a passphrase (NIST SP 800-63B-4 asks 15 where it is the only secret, and no rules besides). */
export const SHORTEST_PASSPHRASE = 15;

const RECOVERY = 'recovery';
const PREVIOUS = 'previous';

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
  return rightKey(keys, await unwrapKey(user.wrapped, passphrase, user.id));
}

/** @returns null where the recovery key is wrong or mistyped, or the library has none. */
export async function openByRecoveryKey(keys: Keys, typed: string): Promise<LibraryKey | null> {
  const secret = readRecoveryKey(typed);
  if (secret === null || keys.recovery === null) return null;
  return rightKey(keys, await unwrapKey(keys.recovery, secret, RECOVERY));
}

/** The keys by which the library's files open. */
export function fileKeys({ previous }: Keys, key: LibraryKey): FileKeys {
  return {
    current: key,
    previous: previous === undefined ? undefined : (openKey(key, previous, PREVIOUS) ?? undefined),
  };
}

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
  const wrapped = await wrapKey(key, user.passphrase, id, cost);
  const others = keys.users.filter((known) => known.id !== id);
  return { ...keys, users: [...others, { id, name, wrapped }] };
}

export const withoutUser = (keys: Keys, userId: string): Keys => ({
  ...keys,
  users: keys.users.filter(({ id }) => id !== userId),
});

/** From now on only passphrases and the recovery key open the library; or this computer's keychain, too. */
export const withDevice = (keys: Keys, device: DeviceKey | null): Keys => ({ ...keys, device });

/** A new recovery key, to be shown once; the one before opens nothing any more. */
export async function withRecoveryKey(
  keys: Keys,
  key: LibraryKey,
  cost?: WrappedKey['cost'],
): Promise<{ readonly keys: Keys; readonly recoveryKey: string }> {
  const recoveryKey = newRecoveryKey();
  return { recoveryKey, keys: { ...keys, recovery: await wrapKey(key, recoveryKey, RECOVERY, cost) } };
}

/**
 * Begins a change of the library's key: a new one, with the one before sealed under it. Nobody's passphrase opens the
 * new one yet: add the users again, and everything else that shall open it.
 */
export function withNewKey(
  keys: Keys,
  before: LibraryKey,
): { readonly keys: Keys; readonly key: LibraryKey } {
  const key = newLibraryKey();
  return {
    key,
    keys: {
      ...{ format: 1, library: keys.library, key: keyName(key), device: null, users: [], recovery: null },
      unfinished: true,
      previous: sealKey(key, before, PREVIOUS),
    },
  };
}

/** Every file is sealed by the library's key. */
export const finished = ({ previous: _, ...keys }: Keys): Keys => ({ ...keys, unfinished: false });

export const deviceKey = (key: LibraryKey, keychain: Keychain | null): DeviceKey =>
  keychain === null
    ? { kind: 'open', key: Buffer.from(key).toString('base64') }
    : { kind: 'keychain', sealed: Buffer.from(keychain.seal(key)).toString('base64') };

const rightKey = ({ key: name }: Keys, key: Uint8Array | null): LibraryKey | null =>
  key !== null && keyName(key) === name ? key : null;

function refuseShort(passphrase: string): void {
  if (Array.from(passphrase.normalize('NFKC')).length >= SHORTEST_PASSPHRASE) return;
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
