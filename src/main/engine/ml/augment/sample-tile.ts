import type { RgbImage } from '../../../../shared/photo/rgb-image';
import { tileToPhoto, type View } from './view';

/** Grey of everything outside the photo. */
const OUTSIDE = 128;

/** Draws the tile that a view sees, bilinearly; outside the photo it is grey. */
export function sampleTile(photo: RgbImage, view: View, side: number): RgbImage {
  const { width, height, data } = photo;
  const [xx, xy, yx, yy] = tileToPhoto(view);
  const tile = new Uint8Array(side * side * 3);
  let out = 0;
  for (let row = 0; row < side; row += 1) {
    const v = row + 0.5 - side / 2;
    for (let column = 0; column < side; column += 1, out += 3) {
      const u = column + 0.5 - side / 2;
      const x = view.centreX + xx * u + xy * v - 0.5;
      const y = view.centreY + yx * u + yy * v - 0.5;
      if (x < -0.5 || y < -0.5 || x > width - 0.5 || y > height - 0.5) {
        tile.fill(OUTSIDE, out, out + 3);
        continue;
      }
      const left = Math.min(width - 1, Math.max(0, Math.floor(x)));
      const top = Math.min(height - 1, Math.max(0, Math.floor(y)));
      const stepX = left + 1 < width ? 3 : 0;
      const stepY = top + 1 < height ? width * 3 : 0;
      const fx = Math.max(0, x - left);
      const fy = Math.max(0, y - top);
      const at = (top * width + left) * 3;
      for (let channel = 0; channel < 3; channel += 1) {
        const a = data[at + channel] as number;
        const b = data[at + stepX + channel] as number;
        const c = data[at + stepY + channel] as number;
        const d = data[at + stepX + stepY + channel] as number;
        const upper = a + (b - a) * fx;
        const lower = c + (d - c) * fx;
        tile[out + channel] = Math.round(upper + (lower - upper) * fy);
      }
    }
  }
  return { width: side, height: side, data: tile };
}
