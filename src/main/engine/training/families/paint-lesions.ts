import { LESION_TYPES, type LesionType } from '../../../../shared/clinical/lesion';
import { paintLesion } from '../../../../shared/phantom/paint-lesion';
import type { RgbImage } from '../../../../shared/photo/rgb-image';
import type { TileLabel } from '../../ml/detection/tile-label';
import { uniform } from '../../ml/random';
import type { LesionPainter } from './draw-tile';

/**
 * Radii in pixels of the training photos, on which 5 mm, where papules and pustules end and nodules begin, are about
 * 28 pixels.
 */
const RADII: Readonly<Record<LesionType, readonly [number, number]>> = {
  comedone: [2.5, 5],
  nodule: [13, 22],
  papule: [4, 13],
  pustule: [4, 11],
};
const MOST_LESIONS = 4;
const ATTEMPTS = 12;

/** Paints up to four lesions of known type where the patch shows skin and no other label. */
export const paintLesions: LesionPainter = (patch, labels, random) => {
  const painted: TileLabel[] = [];
  const wanted = 1 + Math.floor(random() * MOST_LESIONS);
  for (let attempt = 0; attempt < ATTEMPTS && painted.length < wanted; attempt += 1) {
    const type = LESION_TYPES[Math.floor(random() * LESION_TYPES.length)] as LesionType;
    const radius = uniform(random, ...RADII[type]);
    const x = uniform(random, radius, patch.width - radius);
    const y = uniform(random, radius, patch.height - radius);
    if (!isFree(x, y, radius, [...labels, ...painted]) || !isSkin(patch, x, y, radius)) continue;
    paintLesion(patch, { type, x, y, radius }, random);
    painted.push({ x, y, width: 2 * radius, height: 2 * radius, allowed: [type] });
  }
  return painted;
};

const isFree = (x: number, y: number, radius: number, labels: readonly TileLabel[]): boolean =>
  labels.every((label) => Math.hypot(x - label.x, y - label.y) > 1.6 * radius + label.width / 2);

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
