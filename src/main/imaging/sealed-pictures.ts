import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads';
import { MaculeError } from '../../shared/errors';
import { readLibraryFilesWith } from '../vault/library-files';
import { pictureIdentity } from '../vault/picture-identity';
import { isSealed, seal, unseal, type FileKeys } from '../vault/sealed-file';

const KEYS = 'macule: keys of sealed pictures';

/**
 * From now on this process, and every thread that it starts, reads the library's sealed pictures like others. Only
 * processes that compute on pictures are told the keys; a sealed file that is opened anywhere else stays shut. They read
 * the library's models and runs, too.
 */
export function readSealedPicturesWith(keys: FileKeys): void {
  setEnvironmentData(KEYS, { ...keys });
  readLibraryFilesWith(keys);
}

/**
 * What a picture file holds, opened where it is sealed.
 * @param file path, which is what a sealed picture is known by.
 * @throws MaculeError `unreadable-file` where it is sealed and this process may not open it, or it was changed.
 */
export function openedPicture(file: string, bytes: Buffer): Buffer {
  if (!isSealed(bytes)) return bytes;
  const keys = getEnvironmentData(KEYS) as unknown as FileKeys | undefined;
  if (keys === undefined) throw shut(file);
  const opened = unseal(keys, pictureIdentity(file), bytes);
  return Buffer.from(opened.buffer, opened.byteOffset, opened.byteLength);
}

/**
 * Seals what holds parts of pictures, in a process that reads a library's: nothing of them may lie open beside it.
 * @param identity what it is.
 * @returns the bytes as they are where this process has no keys.
 */
export function sealedLikePictures(identity: string, bytes: Uint8Array): Uint8Array {
  const keys = getEnvironmentData(KEYS) as unknown as FileKeys | undefined;
  return keys === undefined ? bytes : seal(keys.current, identity, bytes);
}

const shut = (file: string): MaculeError =>
  new MaculeError({
    kind: 'unreadable-file',
    message: 'This file is a sealed picture of a Macule library.',
    file: pictureIdentity(file),
    advice: 'Open the library in Macule instead, or export the picture there.',
    retryable: false,
  });
