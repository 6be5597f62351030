import { sharp } from './sharp-instance';

/**
 * Size of the upright picture in pixels, by the same rules as its decoding, from its header alone.
 * @throws Error where the header can't be read.
 */
export async function uprightSizeOf(
  file: string,
): Promise<{ readonly width: number; readonly height: number }> {
  const { format, width, height, autoOrient } = await sharp(file, { limitInputPixels: false }).metadata();
  // HEIC is turned by its container, which libheif has applied already; EXIF repeats it.
  return format === 'heif' ? { width, height } : { width: autoOrient.width, height: autoOrient.height };
}
