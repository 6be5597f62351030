import { basename } from 'node:path';
import { MaculeError } from '../../shared/errors';

/** Largest picture that is opened, pixels: beyond every camera a clinic uses, below what exhausts memory. */
export const MAX_PIXELS = 200_000_000;
/** Shortest side that is opened, pixels: one lesion alone covers about 14. */
export const MIN_SIDE = 32;

const READABLE = 'JPEG, PNG, WebP, TIFF and HEIC';

export const unsupportedFormat = (file: string, what: string): MaculeError =>
  new MaculeError({
    kind: 'unsupported-format',
    message: `“${basename(file)}” is ${what}, which Macule can't open.`,
    file: basename(file),
    advice: `Save the photo as JPEG or PNG and open that file. Macule reads ${READABLE}.`,
    retryable: false,
  });

export const unreadableFile = (file: string, why: string, advice: string, cause?: unknown): MaculeError =>
  new MaculeError(
    {
      kind: 'unreadable-file',
      message: `“${basename(file)}” can't be read: ${why}.`,
      file: basename(file),
      advice,
      retryable: false,
    },
    { cause },
  );

const damagedPicture = (file: string, cause?: unknown): MaculeError =>
  unreadableFile(
    file,
    'the picture is damaged or incomplete',
    'Copy the file again from the camera or phone, or open another copy of the photo.',
    cause,
  );

/** For a picture within the limits for which there is not enough memory all the same. */
export const notEnoughMemory = (file: string, cause?: unknown): MaculeError =>
  new MaculeError(
    {
      kind: 'not-enough-memory',
      message: `There is not enough memory to open “${basename(file)}”.`,
      file: basename(file),
      advice: 'Close other programs and try again, or save a smaller copy of the photo and open that.',
      retryable: true,
    },
    { cause },
  );

/**
 * What decoders say when memory runs out, which says nothing of the picture: libvips, libjpeg, GLib (whose threads need
 * stacks), Node's workers, JavaScript. Those of the first three were read off a process that was refused more memory.
 */
const LACK_OF_MEMORY =
  /\bout of memory\b|insufficient memory|error creating thread|ERR_WORKER_OUT_OF_MEMORY|reaching memory limit|array buffer allocation failed/i;

/** What a decoder's failure says: that memory is short, or that the picture is damaged. */
export const undecodable = (file: string, thrown: unknown): MaculeError =>
  LACK_OF_MEMORY.test(String(thrown)) ? notEnoughMemory(file, thrown) : damagedPicture(file, thrown);

/** @throws MaculeError `picture-too-large` or `picture-too-small`; sizes are pixels. */
export function checkPictureSize(file: string, width: number, height: number, smallestSide = MIN_SIDE): void {
  const name = basename(file);
  if (width * height > MAX_PIXELS) {
    throw new MaculeError({
      kind: 'picture-too-large',
      message: `“${name}” is too large: ${width} × ${height} pixels, and Macule opens up to ${MAX_PIXELS / 1e6} megapixels.`,
      file: name,
      advice: 'Save a smaller copy of the photo and open that.',
      retryable: false,
    });
  }
  if (Math.min(width, height) < smallestSide) {
    throw new MaculeError({
      kind: 'picture-too-small',
      message: `“${name}” is too small: ${width} × ${height} pixels, and at least ${smallestSide} a side are needed.`,
      file: name,
      advice: 'Open the original photo instead of a reduced copy.',
      retryable: false,
    });
  }
}

/** @throws MaculeError `cancelled` once the signal has aborted. */
export function checkCancelled(file: string, signal?: AbortSignal): void {
  if (!signal?.aborted) return;
  throw new MaculeError({
    kind: 'cancelled',
    message: `Opening “${basename(file)}” was cancelled.`,
    file: basename(file),
    retryable: true,
  });
}
