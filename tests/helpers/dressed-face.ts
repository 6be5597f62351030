import type { RgbImage } from '../../src/shared/photo/rgb-image';

/** Share of the picture's width, from the left, that {@link dressed} leaves free. */
export const FREE = 0.4;

/** Most of a rendered face under a dressing: no face is found on it, and one eye can be seen. */
export function dressed(image: RgbImage): RgbImage {
  const data = Uint8Array.from(image.data);
  const covered = Math.round((1 - FREE) * image.width);
  for (let row = 1; row <= image.height; row += 1) {
    const end = row * image.width;
    data.fill(232, 3 * (end - covered), 3 * end);
  }
  return { ...image, data };
}
