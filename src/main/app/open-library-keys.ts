import { join } from 'node:path';
import { MaculeError } from '../../shared/errors';
import { finishSealing, keysOfLibrary } from '../data/library-keys';
import { BACKUPS_FOLDER, listBackups } from '../updates/backups';
import { openByDevice } from '../vault/keyring';
import type { Keys } from '../vault/keys-file';
import type { LibraryKey } from '../vault/library-key';
import { systemKeychain } from './keychain';
import { refuseFileServer } from './network-folder';
import { noticeWindow } from './notice-window';

/** A library whose files can be read. */
export interface OpenedKeys {
  readonly keys: Keys;
  readonly key: LibraryKey;
}

export interface OpenKeysOptions {
  readonly dataFolder: string;
  /** Whether somebody sits before the screen who can answer a question. */
  readonly interactive: boolean;
  readonly log: (line: string) => void;
}

/**
 * Opens a library's keys, and brings what is not sealed by them under them. Electron must be ready.
 * @returns null where the reader gave up.
 * @throws MaculeError for a data folder on a file server, missing or damaged keys, a full disk.
 */
export async function openLibraryKeys(options: OpenKeysOptions): Promise<OpenedKeys | null> {
  const { dataFolder, log } = options;
  refuseFileServer(dataFolder);
  const keychain = systemKeychain();
  const keys = keysOfLibrary(dataFolder, keychain);
  const key = openByDevice(keys, keychain);
  if (key === null) throw isLocked();
  return { key, keys: await sealLeft(dataFolder, keys, key, log) };
}

async function sealLeft(
  folder: string,
  keys: Keys,
  key: LibraryKey,
  log: (line: string) => void,
): Promise<Keys> {
  if (!keys.unfinished) return keys;
  const notice = noticeWindow('Macule', log);
  try {
    notice.say('Sealing the library …', 0);
    const backups = listBackups(folder).map((name) => join(folder, BACKUPS_FOLDER, name));
    return await finishSealing(folder, keys, key, backups, {
      onProgress: (done, total) => {
        notice.say(`Sealing the library: photo ${done + 1} of ${total} …`, done / total);
      },
    });
  } finally {
    notice.close();
  }
}

const isLocked = (): MaculeError =>
  new MaculeError({
    kind: 'locked',
    message: 'This library is locked by a passphrase.',
    advice: 'Start Macule without --capture and type the passphrase there.',
    retryable: false,
  });
