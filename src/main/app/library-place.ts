import { accessSync, constants, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { MaculeError } from '../../shared/errors';
import { KEYS_FILE } from '../vault/keys-file';
import { readJsonRecord, writeJsonRecord } from '../updates/json-record';
import { refuseFileServer } from './network-folder';

/** Beside the place where the library lies by default: where it really lies. */
export const LIBRARY_PLACE_FILE = 'library-place.json';
const placeSchema = z.object({ folder: z.string().min(1) });

/** The folder inside a chosen one that holds other things already. */
const OWN_FOLDER = 'Macule';

/** Programs that copy a folder elsewhere while it is in use: the copy is no library, and leaves the clinic. */
const SYNCHRONISED = /[\\/](?:OneDrive|Dropbox|Google Drive|My Drive|iCloud ?Drive|CloudStorage|Nextcloud)/i;

/**
 * @param userFolder where the library lies by default.
 * @returns where it was said to lie; null where nobody has said so.
 */
export const readLibraryPlace = (userFolder: string): string | null =>
  readJsonRecord(join(userFolder, LIBRARY_PLACE_FILE), placeSchema)?.folder ?? null;

/**
 * The folder of the library, which has to be there: on a drive that is not connected no empty one is begun.
 * @throws MaculeError `not-found`.
 */
export function requireLibraryPlace(folder: string): string {
  if (existsSync(folder)) return folder;
  throw new MaculeError({
    kind: 'not-found',
    message: `The library’s folder is not there: ${folder}.`,
    advice: `Connect the drive that it lies on and start Macule again. If the library is to begin anew in its usual place, delete ${LIBRARY_PLACE_FILE} there.`,
    retryable: true,
  });
}

/**
 * Says where the library lies from the next start on: in the chosen folder where that is empty or holds a library, else
 * in a folder of its own inside it.
 * @returns that folder.
 * @throws MaculeError `database` for a file server, `invalid-input` for a folder that is no good place.
 */
export function chooseLibraryPlace(userFolder: string, chosen: string): string {
  refuseFileServer(chosen);
  if (SYNCHRONISED.test(chosen)) throw isSynchronised();
  const folder = isFree(chosen) ? chosen : join(chosen, OWN_FOLDER);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
  } catch (thrown) {
    throw notWritable(thrown);
  }
  if (!isFree(folder)) throw isTaken(folder);
  writeJsonRecord(join(userFolder, LIBRARY_PLACE_FILE), { folder: resolve(folder) });
  return folder;
}

/** Empty, or a library already. */
const isFree = (folder: string): boolean =>
  !existsSync(folder) || existsSync(join(folder, KEYS_FILE)) || readdirSync(folder).length === 0;

const unsuited = (message: string, advice: string, cause?: unknown): MaculeError =>
  new MaculeError({ kind: 'invalid-input', message, advice, retryable: true }, { cause });

const isSynchronised = (): MaculeError =>
  unsuited(
    'This folder is copied to a cloud: patients’ photos would leave this computer, and the copy would be no library.',
    'Choose a folder that only this computer has. Backups may go elsewhere: they are sealed.',
  );

const notWritable = (cause: unknown): MaculeError =>
  unsuited('Macule may not write into this folder.', 'Choose one that belongs to you.', cause);

const isTaken = (folder: string): MaculeError =>
  unsuited(`The folder ${folder} holds something else.`, 'Choose an empty folder.');
