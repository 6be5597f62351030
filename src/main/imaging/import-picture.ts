import type { Rendition } from '../../shared/photo/renditions';
import { decodePicture, type DecodeOptions } from './decode-picture';
import { notEnoughMemory } from './picture-failures';
import { readCaptureTime } from './read-capture-time';
import type { PictureFile } from './read-picture';
import { makeRenditions } from './renditions';

/** What is kept of a picture file: pixels in three sizes, and when it was taken. Nothing else. */
export interface ImportedPicture {
  /** Pixels of the upright photo. */
  readonly width: number;
  readonly height: number;
  /** ISO 8601 without zone, or null. */
  readonly takenAt: string | null;
  /** JPEG files. */
  readonly renditions: Readonly<Record<Rendition, Buffer>>;
}

/** @throws MaculeError as `decodePicture` does. */
export async function importPicture(
  picture: PictureFile,
  options: Pick<DecodeOptions, 'onMeasured'> = {},
): Promise<ImportedPicture> {
  const photo = await decodePicture(picture, options);
  // Pixels that are there can be written; only room for it may be missing.
  const renditions = await makeRenditions(photo).catch((thrown: unknown) => {
    throw notEnoughMemory(picture.file, thrown);
  });
  const takenAt = await readCaptureTime(picture.bytes);
  return { width: photo.width, height: photo.height, takenAt, renditions };
}
