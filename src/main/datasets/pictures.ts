import { readdir } from 'node:fs/promises';
import { extname } from 'node:path';
import { imageSizeFromFile } from 'image-size/fromFile';
import { uprightSizeOf } from '../imaging/upright-size';

const PICTURE_EXTENSIONS: ReadonlySet<string> = new Set([
  '.jpg',
  '.jpeg',
  '.png',
  '.webp',
  '.tif',
  '.tiff',
  '.heic',
  '.heif',
]);

export const isPictureName = (fileName: string): boolean =>
  PICTURE_EXTENSIONS.has(extname(fileName).toLowerCase()) && !fileName.startsWith('.');

/** Picture headers that are read at once. */
export const READS_AT_ONCE = 16;

/** Names of a folder's pictures, in a stable order. */
export async function listPictures(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder);
  return names.filter(isPictureName).sort();
}

/**
 * Size of the upright picture in pixels from its header alone, or null where the header can't be read.
 * EXIF orientations 5–8 stand on their side, so width and height change places.
 */
export async function uprightSize(
  file: string,
): Promise<{ readonly width: number; readonly height: number } | null> {
  const jpeg = await imageSizeFromFile(file).catch(() => null);
  if (jpeg?.type === 'jpg' && jpeg.width > 0 && jpeg.height > 0) {
    const { width, height, orientation } = jpeg;
    return orientation !== undefined && orientation >= 5
      ? { width: height, height: width }
      : { width, height };
  }
  // image-size knows the turn of JPEG alone, and takes the first tile of a HEIC for all of it. Where sharp fails it
  // is not a picture after all, or cut off: the caller reports it where it matters.
  return uprightSizeOf(file).catch(() => null);
}
