import { readdir } from 'node:fs/promises';
import { extname } from 'node:path';
import { imageSizeFromFile } from 'image-size/fromFile';

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
  try {
    const { width, height, orientation } = await imageSizeFromFile(file);
    if (!(width > 0) || !(height > 0)) return null;
    return orientation !== undefined && orientation >= 5
      ? { width: height, height: width }
      : { width, height };
  } catch {
    // Not a picture after all, or cut off: the caller reports it where it matters.
    return null;
  }
}
