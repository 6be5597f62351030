import type { RgbImage } from '../../../shared/photo/rgb-image';

/** Grey of what lies outside the photo, as in training. */
export const OUTSIDE = 0.5;

/** Copies a rectangle of a photo into planes [3, height, width] in [0, 1]; outside the photo it is grey. */
export function cutTile(
  { width: photoWidth, height: photoHeight, data }: RgbImage,
  left: number,
  top: number,
  width: number,
  height: number,
  planes: Float32Array,
): void {
  const plane = width * height;
  const columns = Math.min(width, photoWidth - left);
  const rows = Math.min(height, photoHeight - top);
  if (columns < width || rows < height) planes.fill(OUTSIDE);
  for (let row = 0; row < rows; row += 1) {
    let from = ((top + row) * photoWidth + left) * 3;
    let to = row * width;
    for (let column = 0; column < columns; column += 1, from += 3, to += 1) {
      planes[to] = (data[from] as number) / 255;
      planes[to + plane] = (data[from + 1] as number) / 255;
      planes[to + 2 * plane] = (data[from + 2] as number) / 255;
    }
  }
}
