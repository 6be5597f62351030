import { decodePicture, type DecodeOptions, type LoadedPhoto } from './decode-picture';
import { readPicture } from './read-picture';

export type { LoadedPhoto } from './decode-picture';

/**
 * Reads a photo from disk: JPEG, PNG, WebP, TIFF or HEIC, told apart by content.
 * @returns upright 8-bit sRGB pixels, with the size before any reduction.
 * @throws MaculeError `unreadable-file`, `unsupported-format`, `picture-too-large`, `picture-too-small`,
 *   `not-enough-memory`, `cancelled`.
 */
export async function loadPixels(file: string, options: DecodeOptions = {}): Promise<LoadedPhoto> {
  return decodePicture(await readPicture(file), options);
}
