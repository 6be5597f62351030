import { mixSeed, seededRandom, uniform, type Random } from '../random';
import { chain, IDENTITY, type Affine } from './affine';
import type { Fill } from './warp-image';

/** How photos are brought to one size, and how much they are varied. */
export interface PreparationSettings {
  /** Width and height of the result, pixels. */
  readonly side: number;
  /** Probability of a left–right flip. */
  readonly flip: number;
  /** Largest shear either way, as a share of the picture's side: along x, and then along y. */
  readonly shear: readonly [x: number, y: number];
  /** Range of the factor by which the picture is scaled before it is cropped or padded to `side`. */
  readonly scale: readonly [lowest: number, highest: number];
  /** What shearing uncovers. */
  readonly fill: Fill;
  /** A box is dropped when less than this share of its moved area is left inside the picture, 0–1. */
  readonly leastVisible: number;
  /** A box is dropped when a side of it is shorter than this in the result, pixels. */
  readonly leastSide: number;
}

/**
 * The seed study's: 416 pixels; RandomFlip, RandomShear and JitteredResize with the settings of the KerasCV
 * guide that its YOLO experiment follows. The study names no settings; three choices are ours. Shearing
 * uncovers black, as JitteredResize does: mirrored skin, KerasCV's default, would show lesions that no box
 * marks. A box stays while half of it is seen: KerasCV keeps any sliver. Pixel middles lie at halves for
 * pictures as for boxes: KerasCV shears pictures by pixel index, up to a tenth of a pixel beside their boxes.
 */
export const SEED_PREPARATION: PreparationSettings = {
  side: 416,
  flip: 0.5,
  shear: [0.2, 0.2],
  scale: [0.75, 1.3],
  fill: 'black',
  leastVisible: 0.5,
  leastSide: 1,
};

/** One way of varying a photo. */
export interface Variation {
  readonly flipped: boolean;
  /** Shares of the side; positive ones move what lies below (right) to the left (up). */
  readonly shearX: number;
  readonly shearY: number;
  readonly scale: number;
  /** Where between none and all of the overhang the crop begins, 0–1. */
  readonly cropX: number;
  readonly cropY: number;
}

/** Validation and test photos are only resized. */
export const NO_VARIATION: Variation = {
  flipped: false,
  shearX: 0,
  shearY: 0,
  scale: 1,
  cropX: 0,
  cropY: 0,
};

export function randomVariation(random: Random, { flip, shear, scale }: PreparationSettings): Variation {
  const sign = (): number => (random() < 0.5 ? -1 : 1);
  return {
    flipped: random() < flip,
    shearX: sign() * uniform(random, 0, shear[0]),
    shearY: sign() * uniform(random, 0, shear[1]),
    scale: uniform(random, ...scale),
    cropX: random(),
    cropY: random(),
  };
}

/**
 * The variation of one photo in one epoch, whatever was drawn before it.
 * @param photo a name of the photo that is the same on every machine.
 */
export const variationOf = (
  seed: number,
  epoch: number,
  photo: string,
  settings: PreparationSettings,
): Variation => randomVariation(seededRandom(mixSeed(seed, 'augment', epoch, photo)), settings);

/** Width and height of the scaled picture before it is cropped or padded, whole pixels. */
export const scaledSide = ({ scale }: Variation, side: number): number =>
  Math.max(1, Math.round(side * scale));

/** Where a variation moves the points of a picture of `side` × `side` pixels. */
export function variationMap(variation: Variation, side: number): Affine {
  const { flipped, shearX, shearY, cropX, cropY } = variation;
  const flip: Affine = flipped ? { ...IDENTITY, xx: -1, x0: side } : IDENTITY;
  const scaled = scaledSide(variation, side);
  const overhang = Math.max(0, scaled - side);
  const resize: Affine = {
    ...IDENTITY,
    xx: scaled / side,
    x0: -Math.floor(overhang * cropX),
    yy: scaled / side,
    y0: -Math.floor(overhang * cropY),
  };
  return [{ ...IDENTITY, xy: -shearX }, { ...IDENTITY, yx: -shearY }, resize].reduce(chain, flip);
}
