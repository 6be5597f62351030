import type { Box } from '../../../shared/geometry/box';
import type { RgbImage } from '../../../shared/photo/rgb-image';

/**
 * Cuts a part out of a picture, widened to whole pixels.
 * @param frame fractions of the picture, within it.
 * @returns the pixels, and the part that they are, fractions of the picture.
 */
export function cropImage(
  { width, height, data }: RgbImage,
  frame: Box,
): { readonly image: RgbImage; readonly part: Box } {
  const [left, top] = [Math.floor(frame.x * width), Math.floor(frame.y * height)];
  const right = Math.min(width, Math.ceil((frame.x + frame.width) * width));
  const bottom = Math.min(height, Math.ceil((frame.y + frame.height) * height));
  const [columns, rows] = [right - left, bottom - top];
  const cut = new Uint8Array(columns * rows * 3);
  for (let row = 0; row < rows; row += 1) {
    const from = ((top + row) * width + left) * 3;
    cut.set(data.subarray(from, from + columns * 3), row * columns * 3);
  }
  return {
    image: { width: columns, height: rows, data: cut },
    part: { x: left / width, y: top / height, width: columns / width, height: rows / height },
  };
}
