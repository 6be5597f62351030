import type { RgbImage } from '../../../../shared/photo/rgb-image';
import { inverse, type Affine } from './affine';

/** What is seen beyond the picture's edge. */
export type Fill = 'black' | 'reflect';

/**
 * Draws a picture moved by `map` into a square of `side` pixels, bilinearly. Coordinates are continuous: the
 * first pixel's middle is at 0.5.
 * @param reach width and height of the part of the square that the picture fills; the rest is black, also where
 *   `fill` mirrors the picture at its edges.
 */
export function warpImage(image: RgbImage, map: Affine, side: number, fill: Fill, reach = side): RgbImage {
  const { width, height, data } = image;
  const back = inverse(map);
  const target = new Uint8Array(side * side * 3);
  const lastX = width - 1;
  const lastY = height - 1;
  const end = Math.min(side, Math.ceil(reach));
  for (let row = 0; row < end; row += 1) {
    let out = row * side * 3;
    let x = back.xx * 0.5 + back.xy * (row + 0.5) + back.x0 - 0.5;
    let y = back.yx * 0.5 + back.yy * (row + 0.5) + back.y0 - 0.5;
    for (let column = 0; column < end; column += 1, out += 3, x += back.xx, y += back.yx) {
      let u = x;
      let v = y;
      if (u < -0.5 || v < -0.5 || u > lastX + 0.5 || v > lastY + 0.5) {
        if (fill === 'black') continue;
        u = mirrored(u, width);
        v = mirrored(v, height);
      }
      // Between the edge and the middle of the outermost pixel its own colour goes on.
      u = u < 0 ? 0 : u > lastX ? lastX : u;
      v = v < 0 ? 0 : v > lastY ? lastY : v;
      const left = u | 0;
      const top = v | 0;
      const fx = u - left;
      const fy = v - top;
      const a = (top * width + left) * 3;
      const b = left < lastX ? a + 3 : a;
      const down = top < lastY ? width * 3 : 0;
      const upperLeft = (1 - fx) * (1 - fy);
      const upperRight = fx * (1 - fy);
      const lowerLeft = (1 - fx) * fy;
      const lowerRight = fx * fy;
      for (let channel = 0; channel < 3; channel += 1) {
        target[out + channel] =
          data[a + channel]! * upperLeft +
          data[b + channel]! * upperRight +
          data[a + down + channel]! * lowerLeft +
          data[b + down + channel]! * lowerRight +
          0.5;
      }
    }
  }
  return { width: side, height: side, data: target };
}

/** A coordinate of pixel middles folded back at the edges: … b a | a b c | c b …. */
function mirrored(value: number, length: number): number {
  const period = 2 * length;
  const folded = (((value + 0.5) % period) + period) % period;
  return (folded < length ? folded : period - folded) - 0.5;
}
