import type { Point } from '../../../shared/geometry/viewport';
import { isInPolygon } from '../../../shared/face/polygon';
import type { RgbImage } from '../../../shared/photo/rgb-image';

export type Polygon = readonly Point[];

/** A copy of a picture with polygons (pixels) filled in one grey, 0–255: what lay there is gone from its pixels. */
export function paintPolygons(image: RgbImage, polygons: readonly Polygon[], grey: number): RgbImage {
  const data = Uint8Array.from(image.data);
  for (const polygon of polygons) {
    const { left, top, right, bottom } = boundsOf(polygon, image);
    for (let y = top; y < bottom; y += 1) {
      for (let x = left; x < right; x += 1) {
        // Every pixel that the polygon touches with its middle.
        if (isInPolygon({ x: x + 0.5, y: y + 0.5 }, polygon)) {
          const at = (y * image.width + x) * 3;
          data.fill(grey, at, at + 3);
        }
      }
    }
  }
  return { width: image.width, height: image.height, data };
}

/** Blocks of a JPEG, pixels: one that lies wholly under a bar holds nothing but the bar's own grey. */
const BLOCK = 8;
/** Levels by which a decoder may miss a plain grey. */
const MOST_DEVIATION = 2;

/**
 * Whether every block of a decoded JPEG that lies wholly in a polygon is of one grey. A polygon without such a block
 * shows nothing, so the answer is no.
 */
export function isPlain(image: RgbImage, polygon: Polygon, grey: number): boolean {
  const { left, top, right, bottom } = boundsOf(polygon, image);
  let blocks = 0;
  for (let y = Math.ceil(top / BLOCK) * BLOCK; y + BLOCK <= bottom; y += BLOCK) {
    for (let x = Math.ceil(left / BLOCK) * BLOCK; x + BLOCK <= right; x += BLOCK) {
      const corners = [0, BLOCK].flatMap((down) =>
        [0, BLOCK].map((across) => ({ x: x + across, y: y + down })),
      );
      if (!corners.every((corner) => isInPolygon(corner, polygon))) continue;
      blocks += 1;
      if (!isPlainBlock(image, x, y, grey)) return false;
    }
  }
  return blocks > 0;
}

function isPlainBlock({ width, data }: RgbImage, left: number, top: number, grey: number): boolean {
  for (let y = top; y < top + BLOCK; y += 1) {
    for (let at = (y * width + left) * 3; at < (y * width + left + BLOCK) * 3; at += 1)
      if (Math.abs((data[at] ?? 0) - grey) > MOST_DEVIATION) return false;
  }
  return true;
}

/** Whole pixels round a polygon, within the picture. */
function boundsOf(polygon: Polygon, { width, height }: RgbImage) {
  const [xs, ys] = [polygon.map(({ x }) => x), polygon.map(({ y }) => y)];
  return {
    left: Math.max(0, Math.floor(Math.min(...xs))),
    top: Math.max(0, Math.floor(Math.min(...ys))),
    right: Math.min(width, Math.ceil(Math.max(...xs))),
    bottom: Math.min(height, Math.ceil(Math.max(...ys))),
  };
}
