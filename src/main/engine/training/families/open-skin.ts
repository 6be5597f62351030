import type { LesionType } from '../../../../shared/clinical/lesion';
import type { RgbImage } from '../../../../shared/photo/rgb-image';
import type { TileLabel } from '../../ml/detection/tile-label';
import { uniform, type Random } from '../../ml/random';

/** A lesion that looks for a place; its radius in pixels. */
export interface Wanted {
  readonly type: LesionType;
  readonly radius: number;
}

export interface Placing<T extends Wanted> {
  /** One to so many are placed, as far as there is room. */
  readonly most: number;
  readonly draw: () => T;
}

const ATTEMPTS = 12;

/**
 * Places for lesions where a patch shows skin and none of its labels.
 * @param place puts a lesion on the patch, before the next one looks for its place; its centre is in pixel numbers.
 * @returns the lesions with their centres as labels have them, in which the middle of the first pixel lies at a half.
 */
export function findPlaces<T extends Wanted>(
  patch: RgbImage,
  labels: readonly TileLabel[],
  { most, draw }: Placing<T>,
  random: Random,
  place: (lesion: T & { readonly x: number; readonly y: number }) => void,
): readonly (T & { readonly x: number; readonly y: number })[] {
  const placed: (T & { readonly x: number; readonly y: number })[] = [];
  const wanted = 1 + Math.floor(random() * most);
  for (let attempt = 0; attempt < ATTEMPTS && placed.length < wanted; attempt += 1) {
    const lesion = draw();
    const { radius } = lesion;
    const x = uniform(random, radius, patch.width - radius);
    const y = uniform(random, radius, patch.height - radius);
    const apart = (other: { readonly x: number; readonly y: number }, reach: number): boolean =>
      Math.hypot(x - other.x, y - other.y) > 1.6 * radius + reach;
    const isFree =
      labels.every((label) => apart(label, label.width / 2)) &&
      placed.every((other) => apart(other, other.radius));
    if (!isFree || !isSkin(patch, x, y, radius)) continue;
    const one = { ...lesion, x, y };
    place({ ...one, x: x - 0.5, y: y - 0.5 });
    placed.push(one);
  }
  return placed;
}

/** Red above green above blue, not black, and even: hair, eyes, clothes and backgrounds rarely are all of it. */
function isSkin({ width, height, data }: RgbImage, x: number, y: number, radius: number): boolean {
  const reach = 1.5 * radius;
  let [count, red, green, blue, squares] = [0, 0, 0, 0, 0];
  for (let row = Math.max(0, Math.floor(y - reach)); row < Math.min(height, y + reach); row += 2) {
    for (let column = Math.max(0, Math.floor(x - reach)); column < Math.min(width, x + reach); column += 2) {
      const at = (row * width + column) * 3;
      const [r, g, b] = [data[at] as number, data[at + 1] as number, data[at + 2] as number];
      count += 1;
      red += r;
      green += g;
      blue += b;
      squares += g * g;
    }
  }
  const [r, g, b] = [red / count, green / count, blue / count];
  const deviation = Math.sqrt(Math.max(0, squares / count - g * g));
  return r > 50 && r > 1.08 * g && g > 0.95 * b && deviation < 0.12 * g + 3;
}
