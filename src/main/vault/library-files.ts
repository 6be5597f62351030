import { readFile } from 'node:fs/promises';
import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads';
import { isSealed, seal, unseal, type FileKeys } from './sealed-file';

/**
 * Files of a library beside its pictures: training runs, the clinic's own models, what the engine keeps to be faster.
 * A process that has the library's keys writes them sealed and reads them; one without, such as a run of the command
 * line in a folder of its own, writes and reads them as they are.
 */
const KEYS = 'macule: keys of library files';

/** Folders of a library whose files are sealed; a file is known by its path from there on. */
const FOLDERS: readonly string[] = ['training', 'models', 'engine-cache'];

/** From now on this process, and every thread that it starts, reads and writes the library's files. */
export const readLibraryFilesWith = (keys: FileKeys): void => setEnvironmentData(KEYS, { ...keys });

/** Undefined where this process was told none. */
export const keysOfProcess = (): FileKeys | undefined =>
  getEnvironmentData(KEYS) as unknown as FileKeys | undefined;

/** A folder that is being filled and gets its name when it is whole. */
const UNFINISHED_FOLDER = /^\.(.+)\.\d+\.part$/;

/** What a file is, by its place: `training/<run>/model/weights.safetensors`. Null for one that is no library's. */
export function libraryFileIdentity(file: string): string | null {
  const names = file.split(/[\\/]/).map((name) => UNFINISHED_FOLDER.exec(name)?.[1] ?? name);
  const from = names.findLastIndex((name) => FOLDERS.includes(name));
  // An engine's cache has folders of the same names.
  const cache = names.lastIndexOf('engine-cache');
  const first = cache >= 0 ? cache : from;
  return first < 0 || first === names.length - 1 ? null : names.slice(first).join('/');
}

/** The keys and identity by which this process seals a file; null where it stays as it is. */
function sealing(file: string): { readonly keys: FileKeys; readonly identity: string } | null {
  const keys = keysOfProcess();
  const identity = libraryFileIdentity(file);
  return keys === undefined || identity === null ? null : { keys, identity };
}

/**
 * What is to be written as a file of a library.
 * @param file its final path, by which alone it opens.
 */
export function sealedLibraryFile(file: string, content: Uint8Array | string): Uint8Array {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const by = sealing(file);
  return by === null ? bytes : seal(by.keys.current, by.identity, bytes);
}

/**
 * What a file of a library says.
 * @throws MaculeError `unreadable-file` where it was changed, is another file, or this process has not its key.
 */
export function openedLibraryFile(file: string, bytes: Buffer): Buffer {
  if (!isSealed(bytes)) return bytes;
  const opened = unseal(keysOfProcess() ?? NO_KEYS, libraryFileIdentity(file) ?? file, bytes);
  return Buffer.from(opened.buffer, opened.byteOffset, opened.byteLength);
}

/** Reads a whole file of a library. Throws as {@link openedLibraryFile}, and what reading a file throws. */
export const readLibraryFile = async (file: string): Promise<Buffer> =>
  openedLibraryFile(file, await readFile(file));

/** No file is sealed by it. */
const NO_KEYS: FileKeys = { current: new Uint8Array(32) };
