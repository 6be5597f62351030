import readExif from 'exif-reader';
import { sharp } from './sharp-instance';

/**
 * When the picture was taken, from EXIF `DateTimeOriginal` (else `DateTimeDigitized`): ISO 8601 without a
 * zone, because cameras record local time. Null where the file does not say, or says nonsense.
 */
export async function readCaptureTime(bytes: Uint8Array): Promise<string | null> {
  try {
    const { exif } = await sharp(bytes, { limitInputPixels: false }).metadata();
    if (!exif) return null;
    const { Photo } = readExif(exif);
    return isoLocal(Photo?.DateTimeOriginal) ?? isoLocal(Photo?.DateTimeDigitized);
  } catch {
    // Damaged EXIF must not keep a sound picture out; its time is then unknown, as the docstring says.
    return null;
  }
}

/** exif-reader reads the camera's local time as if it were UTC, so its UTC digits are the local ones. */
function isoLocal(time: unknown): string | null {
  if (!(time instanceof Date) || Number.isNaN(time.getTime()) || time.getUTCFullYear() < 1980) return null;
  return time.toISOString().slice(0, 19);
}
