import { join } from 'node:path';
import { MaculeError } from '../../shared/errors';
import { filesToSeal, sealLibraryFiles } from '../data/seal-library-files';
import { secondsLeft, timeLeft } from '../../shared/time-left';
import { finishSealing, keysFile, keysOfLibrary } from '../data/library-keys';
import {
  ATTEMPTS_FILE,
  UnlockDesk,
  type Opened,
  type UnlockDeskOptions,
} from '../services/access/unlock-desk';
import { BACKUPS_FOLDER, listBackups } from '../updates/backups';
import { deviceUser, fileKeys, openByDevice, type Keychain } from '../vault/keyring';
import type { Keys } from '../vault/keys-file';
import type { LibraryKey } from '../vault/library-key';
import { systemKeychain } from './keychain';
import { refuseFileServer } from './network-folder';
import { lateNotice, noticeWindow, type NoticeWindow } from './notice-window';
import { openUnlockWindow } from './unlock-window';

/** A library whose files can be read. */
export interface OpenedKeys {
  readonly keys: Keys;
  readonly key: LibraryKey;
  /** Who opened it; null where this computer opens it without asking. */
  readonly userId: string | null;
  /** Null where the system has none that keeps secrets. */
  readonly keychain: Keychain | null;
}

export interface OpenKeysOptions {
  readonly dataFolder: string;
  /** Folder of the built main process. */
  readonly builtFolder: string;
  /** Whether somebody sits before the screen who can answer a question. */
  readonly interactive: boolean;
  readonly log: (line: string) => void;
}

/**
 * Opens a library's keys, and brings what is not sealed by them under them. Electron must be ready.
 * @returns null where the reader gave up, or stopped the sealing.
 * @throws MaculeError for a data folder on a file server, missing or damaged keys, a full disk.
 */
export async function openLibraryKeys(options: OpenKeysOptions): Promise<OpenedKeys | null> {
  const { dataFolder, log } = options;
  refuseFileServer(dataFolder);
  const keychain = systemKeychain();
  const keys = keysOfLibrary(dataFolder, keychain);
  const key = openByDevice(keys, keychain);
  if (key === null && !options.interactive) throw isLocked();
  const opened = key === null ? await askToUnlock(options) : { keys, key, userId: deviceUser(keys) };
  const sealed = opened && (await sealLeft(dataFolder, opened.keys, opened.key, log));
  return sealed && { ...opened, keychain, keys: sealed };
}

/** @returns null where the window was closed. */
function askToUnlock({ dataFolder, builtFolder, log }: OpenKeysOptions): Promise<Opened | null> {
  return new Promise((resolve, reject) => {
    const desk = unlockDesk(dataFolder, {
      onRefused: () => log('an attempt to unlock was refused'),
      onOpened: (opened) => {
        resolve(opened);
        // After the page has its answer.
        setImmediate(() => void shown.then((window) => window.close()));
      },
    });
    const shown = openUnlockWindow({ builtFolder, log }, desk, () => resolve(null));
    shown.catch(reject);
  });
}

/** The desk of a library in its folder. */
export const unlockDesk = (
  dataFolder: string,
  listeners: Pick<UnlockDeskOptions, 'onOpened' | 'onRefused'>,
): UnlockDesk =>
  new UnlockDesk({
    keysFile: keysFile(dataFolder),
    attemptsFile: join(dataFolder, ATTEMPTS_FILE),
    now: () => Date.now(),
    ...listeners,
  });

/** @returns the keys as they are then; null where the reader closed the window: the next start goes on. */
async function sealLeft(
  folder: string,
  keys: Keys,
  key: LibraryKey,
  log: (line: string) => void,
): Promise<Keys | null> {
  const opening = fileKeys(keys, key);
  const open = await filesToSeal(folder, opening);
  if (!keys.unfinished && open.length === 0) return keys;
  // What a killed training left is seen to in no time; a change of key has begun with a person's word.
  const notice = keys.unfinished ? noticeWindow('Macule', log, STOPS) : lateNotice(log, STOPS);
  const stop = new AbortController();
  const { signal } = stop;
  notice.onClosed(() => stop.abort());
  try {
    notice.say('Sealing the library …', 0);
    const onFile = saying(notice, 'Sealing models and training runs: file');
    await sealLibraryFiles(folder, opening, { signal, onProgress: onFile });
    const backups = listBackups(folder).map((name) => join(folder, BACKUPS_FOLDER, name));
    const onProgress = saying(notice, 'Sealing the library: photo');
    const onDamaged = (pictures: number): void =>
      log(`damaged pictures that no key of the library opens, left as they are: ${pictures}`);
    return await finishSealing(folder, keys, key, backups, { signal, onProgress, onDamaged });
  } catch (thrown) {
    if (!signal.aborted) throw thrown;
    log('sealing the library was stopped; the next start goes on');
    return null;
  } finally {
    notice.close();
  }
}

const STOPS = 'Close this window to stop. Macule goes on from here when it is started again.';

/** How often the notice changes, milliseconds: a photo takes less. */
const SAY_EVERY_MS = 200;

/** Says how far the work is and how long it still takes. */
function saying(notice: NoticeWindow, what: string): (done: number, total: number) => void {
  const since = performance.now();
  let said = 0;
  return (done, total) => {
    const now = performance.now();
    if (now - said < SAY_EVERY_MS) return;
    said = now;
    const seconds = secondsLeft(done, total, now - since);
    const left = seconds === null ? '' : `, ${timeLeft(seconds)}`;
    notice.say(`${what} ${done + 1} of ${total}${left}`, done / total);
  };
}

const isLocked = (): MaculeError =>
  new MaculeError({
    kind: 'locked',
    message: 'This library is locked by a passphrase.',
    advice: 'Start Macule without --capture and type the passphrase there.',
    retryable: false,
  });
