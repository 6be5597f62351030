import { readdir, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { MaculeError } from '../../shared/errors';
import { logBrokenAt } from '../../shared/training/events';
import { RUN_FILES } from '../../shared/training/run-record';
import { libraryFileIdentity } from '../vault/library-files';
import { keyName } from '../vault/library-key';
import { pictureIdentity } from '../vault/picture-identity';
import { isSealed, seal, sealedBy, unseal, type FileKeys } from '../vault/sealed-file';
import { LOG_START, readLog, sealedLine } from '../vault/sealed-log';
import { putInPlace, sealedByName, startOf, type SealProgress } from './sealed-on-disk';
import { MODELS_FOLDER, TRAINING_FOLDER } from './set-aside';

/** What the engine keeps to be faster: made anew where it is missing. */
const CACHES = ['optimised', 'features'].map((name) => join('engine-cache', name));
/** Endings of files that a killed process was writing. */
const UNFINISHED = /\.(?:part|partial)$/;
/** Bytes of a log that hold its first line's header. */
const LINE_START = 256;

/** Folders of a library whose files are sealed, besides its pictures. */
const FOLDERS: readonly string[] = [TRAINING_FOLDER, MODELS_FOLDER, ...CACHES];

/**
 * Files of training runs, of the clinic's own models and of the engine's caches that lie open, or under the key before,
 * by their paths.
 */
export async function filesToSeal(
  library: string,
  keys: FileKeys,
  folders: readonly string[] = FOLDERS,
): Promise<readonly string[]> {
  // Another library's files stay as they are.
  const left = ['', ...(keys.previous ? [keyName(keys.previous)] : [])];
  const found: string[] = [];
  for (const folder of folders) {
    for (const file of await filesBelow(join(library, folder))) {
      const by = await (isLog(file) ? logSealedByName : sealedByName)(file);
      if (UNFINISHED.test(file) || (by !== null && left.includes(by))) found.push(file);
    }
  }
  return found;
}

/**
 * Brings such files under the library's key, each by a copy that takes its place; killed in between, it goes on where it
 * was. Cached ones are deleted instead, and what a killed process was writing: nothing may be training meanwhile. A
 * damaged one stays: whoever reads it is told. @throws the signal's reason.
 */
export async function sealLibraryFiles(
  library: string,
  keys: FileKeys,
  { signal, onProgress }: SealProgress = {},
): Promise<number> {
  const files = await filesToSeal(library, keys);
  for (const [index, file] of files.entries()) {
    signal?.throwIfAborted();
    onProgress?.(index, files.length);
    const isLeft = UNFINISHED.test(file) || CACHES.some((cache) => file.startsWith(join(library, cache)));
    if (isLeft) await rm(file, { force: true });
    else await sealFile(file, keys);
  }
  return files.length;
}

/** Seals the clinic's own models alone, which nothing writes but the app. */
export async function sealModels(library: string, keys: FileKeys): Promise<void> {
  for (const file of await filesToSeal(library, keys, [MODELS_FOLDER])) await sealFile(file, keys);
}

async function sealFile(file: string, keys: FileKeys): Promise<void> {
  const bytes = await readFile(file);
  const sealed = orNull(() => (isLog(file) ? sealedLog(file, bytes, keys) : sealedWhole(file, bytes, keys)));
  if (sealed !== null) await putInPlace(file, sealed);
}

/** @returns null where a file cannot be opened. */
function orNull<T>(work: () => T): T | null {
  try {
    return work();
  } catch (thrown) {
    if (thrown instanceof MaculeError) return null;
    throw thrown;
  }
}

function sealedWhole(file: string, bytes: Buffer, keys: FileKeys): Uint8Array {
  // A batch that failed holds parts of pictures and is sealed as they are.
  const identity =
    basename(file) === RUN_FILES.failedBatch ? pictureIdentity(file) : (libraryFileIdentity(file) ?? file);
  return seal(keys.current, identity, isSealed(bytes) ? unseal(keys, identity, bytes) : bytes);
}

/**
 * A line that was cut short, as the last one of a killed run may be, is left out. Of a log that was changed outside
 * Macule, or damaged, what follows from its beginning is sealed, and a line that says where it breaks; one of which
 * nothing can be read stays as it is (null).
 */
function sealedLog(file: string, bytes: Buffer, keys: FileKeys): string | null {
  const { lines, brokenAt } = readLog(file, bytes.toString('utf8'), keys);
  if (brokenAt === 1) return null;
  const kept = brokenAt === null ? lines : [...lines, JSON.stringify(logBrokenAt(brokenAt))];
  let end = LOG_START;
  return kept
    .map((line) => {
      const sealed = sealedLine(file, line, end, keys);
      ({ end } = sealed);
      return `${sealed.line}\n`;
    })
    .join('');
}

const isLog = (file: string): boolean => basename(file) === RUN_FILES.events;

/** As {@link sealedByName}, of a log by its first line; null for one without lines. */
async function logSealedByName(file: string): Promise<string | null> {
  const [line = ''] = (await startOf(file, LINE_START)).toString('latin1').split('\n', 1);
  if (line === '') return null;
  const header = Buffer.from(line, 'base64');
  return isSealed(header) ? sealedBy(header) : '';
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    },
  );
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}
