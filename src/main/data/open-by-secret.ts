import { MaculeError } from '../../shared/errors';
import { fileKeys, openByDevice, openByPassphrase, openByRecoveryKey } from '../vault/keyring';
import { readKeys, type Keys } from '../vault/keys-file';
import type { LibraryKey } from '../vault/library-key';
import { openLibrary, type Library } from './library';
import { keysFile } from './library-keys';

/** A library that was opened without a window. */
export interface SecretlyOpened extends Library {
  readonly keys: Keys;
  readonly key: LibraryKey;
}

/**
 * Opens a library without a window: by anybody's passphrase or the recovery key, or as this computer opens it.
 * @param secret null where this computer is to open it.
 * @throws MaculeError `not-found` where there is no library, `locked` where the secret does not open it.
 */
export async function openBySecret(folder: string, secret: string | null): Promise<SecretlyOpened> {
  const keys = readKeys(keysFile(folder));
  if (keys === null) throw noLibrary();
  const key = await keyOf(keys, secret);
  if (key === null) throw staysLocked(secret === null);
  return { ...(await openLibrary(folder, fileKeys(keys, key))), keys, key };
}

/** The library's key by a secret; null where it does not open it. */
export async function keyOf(keys: Keys, secret: string | null): Promise<LibraryKey | null> {
  if (secret === null) return openByDevice(keys, null);
  for (const { id } of keys.users) {
    const key = await openByPassphrase(keys, id, secret);
    if (key !== null) return key;
  }
  return openByRecoveryKey(keys, secret);
}

const noLibrary = (): MaculeError =>
  new MaculeError({
    kind: 'not-found',
    message: 'There is no library of Macule in that folder.',
    advice: 'Name the folder that holds “library-keys.json”.',
    retryable: false,
  });

const staysLocked = (isMissing: boolean): MaculeError =>
  new MaculeError({
    kind: 'locked',
    message: isMissing ? 'This library needs a passphrase.' : 'That passphrase does not open this library.',
    advice: isMissing
      ? 'Pipe it in with --passphrase-stdin.'
      : 'Check it, or use the recovery key in its place.',
    retryable: false,
  });
