import { decodePicture } from './decode-picture';
import { fingerprint } from './fingerprint';
import { readPicture } from './read-picture';

/** Side of the thumbnail, pixels: enough for the 8 × 8 lowest frequencies of a perceptual hash. */
export const LOOK_SIDE = 32;

/** What tells photos apart at a glance. */
export interface PhotoLook {
  /** Hash of the file, hexadecimal. */
  readonly sha256: string;
  /** Of the upright photo, pixels. */
  readonly width: number;
  readonly height: number;
  /** The whole upright photo as {@link LOOK_SIDE}² grey values, rows from the top. */
  readonly thumbnail: Uint8Array;
}

/**
 * Looks at a photo: one reading of the file, one decoding at a reduced size.
 * @throws MaculeError as `loadPixels` does.
 */
export async function lookAtPhoto(file: string, signal?: AbortSignal): Promise<PhotoLook> {
  const picture = await readPicture(file);
  const { data, fullWidth, fullHeight } = await decodePicture(picture, {
    squareSide: LOOK_SIDE,
    ...(signal === undefined ? {} : { signal }),
  });
  // Luma of Rec. 601.
  const thumbnail = Uint8Array.from({ length: LOOK_SIDE ** 2 }, (_, pixel) => {
    const [red = 0, green = 0, blue = 0] = data.subarray(3 * pixel, 3 * pixel + 3);
    return Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
  });
  return { sha256: fingerprint(picture.bytes), width: fullWidth, height: fullHeight, thumbnail };
}
