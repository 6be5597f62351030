import { LESION_TYPES, type LesionCounts, type LesionType } from '../../../shared/clinical/lesion';
import { SKIN_TONES, type SkinTone } from '../../../shared/phantom/skin-tone';
import { uniform, type Random } from '../../../shared/random';

/** How one photo of a rendered dataset is taken: who, with what, from how far, in which light. */
export interface PhotoPlan {
  /** Of the face. */
  readonly seed: number;
  readonly tone: SkinTone;
  readonly counts: LesionCounts;
  readonly lookAlikes: number;
  /** Factor on the radii of lesions. */
  readonly lesionScale: number;
  /** The face is painted so many times larger than the picture, which shows a part of it; at least 1. */
  readonly zoom: number;
  /** Where between none and all of what does not fit the picture begins, 0–1. */
  readonly cropX: number;
  readonly cropY: number;
  /** Factors of red, green and blue: exposure and white balance. */
  readonly gain: readonly [number, number, number];
  /** Of the JPEG, 1–100. */
  readonly quality: number;
}

/**
 * Each type is on a photo with this probability, whatever the others: a bit more than half, because a close-up
 * leaves some lesions outside.
 */
const PRESENT = 0.55;

/** Lesions of a type on a face that has it. */
const COUNTS: Readonly<Record<LesionType, readonly [fewest: number, most: number]>> = {
  comedone: [4, 20],
  nodule: [1, 4],
  papule: [3, 12],
  pustule: [3, 10],
};

const LOOK_ALIKES: readonly [fewest: number, most: number] = [0, 5];

/**
 * Factors on lesion sizes that are true to life on a face that fills the picture: from twice on, a comedone
 * measures about 4 pixels across at a side of 416.
 */
const LESION_SCALE = [1.3, 2.6] as const;
const ZOOM = [1, 1.7] as const;
const EXPOSURE = [0.78, 1.15] as const;
const CHANNEL = [0.94, 1.06] as const;
const QUALITY = [82, 96] as const;

/** Draws a photo: faces, types, framing and light are independent of one another. */
export function planPhoto(random: Random): PhotoPlan {
  const counts = Object.fromEntries(
    LESION_TYPES.map((type) => {
      const present = random() < PRESENT;
      const count = whole(random, COUNTS[type]);
      return [type, present ? count : 0];
    }),
  ) as LesionCounts;
  const exposure = uniform(random, ...EXPOSURE);
  const channel = (): number => exposure * uniform(random, ...CHANNEL);
  return {
    seed: Math.floor(random() * 2 ** 32),
    tone: SKIN_TONES[Math.floor(random() * SKIN_TONES.length)] ?? 3,
    counts,
    lookAlikes: whole(random, LOOK_ALIKES),
    lesionScale: uniform(random, ...LESION_SCALE),
    zoom: uniform(random, ...ZOOM),
    cropX: random(),
    cropY: random(),
    gain: [channel(), channel(), channel()],
    quality: whole(random, QUALITY),
  };
}

const whole = (random: Random, [fewest, most]: readonly [number, number]): number =>
  Math.floor(uniform(random, fewest, most + 1));
