import type { ReadPhoto } from '../../shared/reader/protocol';
import { findReferenceLabels } from '../datasets/find-reference-labels';
import { fingerprint } from '../imaging/fingerprint';
import type { DecodeOptions } from '../imaging/decode-picture';
import { importPicture } from '../imaging/import-picture';
import { readPicture } from '../imaging/read-picture';

export interface ReadPhotoOptions extends Pick<DecodeOptions, 'onMeasured'> {
  /** Whether a photo with this fingerprint is there already, so that the file need not be decoded. */
  readonly isKnown: (fingerprint: string) => boolean | Promise<boolean>;
}

/**
 * Reads a photo file and the dataset labels beside it, whatever either holds.
 * @throws MaculeError `unreadable-file`, `unsupported-format`, `picture-too-large`, `picture-too-small`,
 *   `not-enough-memory`.
 */
export async function readPhoto(file: string, { isKnown, ...options }: ReadPhotoOptions): Promise<ReadPhoto> {
  const picture = await readPicture(file);
  const hash = fingerprint(picture.bytes);
  if (await isKnown(hash)) return { fingerprint: hash, photo: null };
  const { renditions, ...imported } = await importPicture(picture, options);
  // What WebAssembly writes lies in shared memory, which cannot leave the process.
  const { thumbnail, screen, full } = renditions;
  const own = {
    thumbnail: new Uint8Array(thumbnail),
    screen: new Uint8Array(screen),
    full: new Uint8Array(full),
  };
  const reference = [...(await findReferenceLabels(file))];
  return { fingerprint: hash, photo: { ...imported, renditions: own, reference } };
}
