import { LESION_TYPES, type LesionType } from '../../../../shared/clinical/lesion';
import type { RgbImage } from '../../../../shared/photo/rgb-image';
import { median } from '../median';
import type { TileLabel } from './tile-label';

/** How a marked place differs from the skin round it, in natural logarithms. */
export interface LesionAppearance {
  /** Difference of ln(red / green), the erythema index (Diffey 1984): above 0 = redder than the skin round it. */
  readonly redness: number;
  /** Difference of ln(brightness): below 0 = darker. */
  readonly lightness: number;
  /** ln(brightness) of the middle over that of the lesion round it: above 0 = a light head. */
  readonly head: number;
}

/** Radii as shares of the lesion's longer side. */
const LESION = 0.4;
const MIDDLE = 0.15;
const SKIN = [0.8, 1.3] as const;
/** Points across a lesion that are looked at: more say no more. */
const POINTS = 16;

/** Looks at a label's place; null where too little of it and of its skin lies on the tile. */
export function lesionAppearance(
  tile: RgbImage,
  { x, y, width, height }: TileLabel,
): LesionAppearance | null {
  const side = Math.max(width, height);
  const step = Math.max(1, side / POINTS);
  const inside = { redness: 0, lightness: 0, count: 0 };
  const middle = { lightness: 0, count: 0 };
  const skin: { readonly redness: number; readonly lightness: number }[] = [];
  const reach = SKIN[1] * side;
  for (let dy = -reach; dy <= reach; dy += step) {
    for (let dx = -reach; dx <= reach; dx += step) {
      const [column, row] = [Math.floor(x + dx), Math.floor(y + dy)];
      if (column < 0 || row < 0 || column >= tile.width || row >= tile.height) continue;
      const distance = Math.hypot(dx, dy) / side;
      const seen = distance < LESION || (distance >= SKIN[0] && distance <= SKIN[1]);
      if (!seen) continue;
      const at = (row * tile.width + column) * 3;
      const [red, green, blue] = [
        tile.data[at] as number,
        tile.data[at + 1] as number,
        tile.data[at + 2] as number,
      ];
      // One grey level more keeps black from an infinite logarithm.
      const redness = Math.log((red + 1) / (green + 1));
      const lightness = Math.log((red + green + blue + 3) / 3);
      if (distance >= LESION) {
        skin.push({ redness, lightness });
        continue;
      }
      inside.redness += redness;
      inside.lightness += lightness;
      inside.count += 1;
      if (distance >= MIDDLE) continue;
      middle.lightness += lightness;
      middle.count += 1;
    }
  }
  if (inside.count < 4 || middle.count < 1 || skin.length < 10) return null;
  const lightness = inside.lightness / inside.count;
  return {
    redness: inside.redness / inside.count - median(skin.map((point) => point.redness)),
    lightness: lightness - median(skin.map((point) => point.lightness)),
    head: middle.lightness / middle.count - lightness,
  };
}

/**
 * Chosen on labelled photos: of the lesions that their labellers called red, three quarters lie above 0.05; of those
 * that they called bumpy and not red, three quarters below it. What lies between the limits stays open.
 */
const INFLAMED = 0.06;
const NOT_INFLAMED = 0.02;
/** Open comedones are dark, and brown rather than red. */
const DARK = -0.18;
const BROWN = 0.1;
const LIGHT_HEAD = 0.03;
const DARK_HEAD = -0.06;
/** Smaller heads are no more than a pixel or two. */
const SMALLEST_WITH_HEAD = 8;
/** Pixels of the photo; 5 mm, where papules end and nodules begin, are about 28 on a face of 1,024 pixels. */
const LARGEST_PAPULE = 28;
const SMALLEST_NODULE = 22;

/**
 * The types that a lesion's look leaves open: comedones are not inflamed, nodules are large, pustules have a light
 * head. A rule of thumb for labels that say less than a type, never for diagnosis.
 * @param side pixels on the photo at the scale of training.
 */
export function typesByAppearance(look: LesionAppearance, side: number): readonly LesionType[] {
  const { redness, lightness, head } = look;
  if (redness <= NOT_INFLAMED || (lightness <= DARK && redness < BROWN)) return ['comedone'];
  if (redness < INFLAMED) return LESION_TYPES;
  if (side >= LARGEST_PAPULE) return ['nodule'];
  const small: readonly LesionType[] =
    side < SMALLEST_WITH_HEAD || (head < LIGHT_HEAD && head > DARK_HEAD)
      ? ['papule', 'pustule']
      : [head >= LIGHT_HEAD ? 'pustule' : 'papule'];
  return side >= SMALLEST_NODULE ? [...small, 'nodule'] : small;
}

/**
 * Labels that leave several types open, narrowed by what the tile shows there.
 * @param scale pixels of the tile for one of the photo.
 */
export const narrowedByAppearance = (
  tile: RgbImage,
  labels: readonly TileLabel[],
  scale: number,
): readonly TileLabel[] =>
  labels.map((label) => {
    if (label.allowed.length < 2) return label;
    const look = lesionAppearance(tile, label);
    if (!look) return label;
    const left = typesByAppearance(look, Math.max(label.width, label.height) / scale);
    const allowed = label.allowed.filter((type) => left.includes(type));
    return allowed.length > 0 ? { ...label, allowed } : label;
  });
