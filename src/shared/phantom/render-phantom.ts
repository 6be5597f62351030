import { LESION_TYPES, type LesionType } from '../clinical/lesion';
import type { Box } from '../geometry/box';
import type { RgbImage } from '../photo/rgb-image';
import { seededRandom, uniform, type Random } from '../random';
import type { Rgb } from './colour';
import { drawFaceFrame } from './face-frame';
import { LESION_RADII, LOOK_ALIKE_RADII, MODERATE_COUNTS } from './lesion-sizes';
import { paintFace } from './paint-face';
import { paintLesion, type PhantomLesion } from './paint-lesion';
import { LOOK_ALIKE_KINDS, paintLookAlike, type PhantomLookAlike } from './paint-look-alike';
import type { Place } from './paint-mark';
import { scatterMarks } from './scatter-marks';
import { SKIN_TONES, type SkinTone } from './skin-tone';

export interface PhantomOptions {
  /** Pixels, at least 64. */
  readonly width: number;
  readonly height: number;
  readonly seed: number;
  /** Fitzpatrick skin type; drawn from the seed where not given. */
  readonly tone?: SkinTone;
  /** Lesions of each type, those not named being 0; a moderate acne drawn from the seed where not given. */
  readonly counts?: Readonly<Partial<Record<LesionType, number>>>;
  /** Factor on the radii of lesions, above 0: closer skin, larger lesions; 1 where not given. */
  readonly lesionScale?: number;
  /** Moles, spots and scars; 4 where not given. */
  readonly lookAlikes?: number;
  /** 8-bit colour behind the person; a muted one drawn from the seed where not given. */
  readonly background?: Rgb;
}

/** A rendered picture of nobody and what was painted on it; places and boxes in pixels. */
export interface Phantom {
  readonly image: RgbImage;
  readonly lesions: readonly (PhantomLesion & { readonly box: Box })[];
  readonly lookAlikes: readonly (PhantomLookAlike & { readonly box: Box })[];
}

const SMALLEST_SIDE = 64;
const MARKS_STREAM = 0x9e3779b9;
const BACKGROUNDS: readonly Rgb[] = [
  [92, 116, 138],
  [168, 172, 174],
  [104, 128, 118],
  [70, 74, 82],
  [196, 190, 180],
];

/**
 * Renders a close-up of a face with known lesions. The same options give the same pixels, and the same seed,
 * tone and size the same face under other marks. Stands in for photographs of people, which are never kept
 * with the program.
 * @throws RangeError for a side below 64 pixels, a count that is no whole number ≥ 0, a factor that is not above
 *   0, or more marks than fit
 */
export function renderPhantom(options: PhantomOptions): Phantom {
  const { width, height } = options;
  if (!(Number.isInteger(width) && Number.isInteger(height) && Math.min(width, height) >= SMALLEST_SIDE)) {
    throw new RangeError(
      `A phantom measures at least ${SMALLEST_SIDE} whole pixels a side, not ${width} × ${height}`,
    );
  }
  const random = seededRandom(options.seed ^ MARKS_STREAM);
  const types = LESION_TYPES.flatMap((type) => repeat(type, lesionCount(type, options, random)));
  const kinds = repeat(null, wholeCount(options.lookAlikes ?? 4)).map(() => pick(LOOK_ALIKE_KINDS, random));

  // The face has a stream of its own: the same seed is the same person, whatever marks are asked for.
  const faceRandom = seededRandom(options.seed);
  const tone = options.tone ?? pick(SKIN_TONES, faceRandom);
  const background = options.background ?? pick(BACKGROUNDS, faceRandom);
  const frame = drawFaceFrame(width, height, faceRandom);
  const { image, featuresAt } = paintFace({ width, height, frame, tone, background }, faceRandom);
  const scale = Math.min(width, height) / 1024;
  const lesionScale = scale * positive(options.lesionScale ?? 1);
  const radii = [
    ...types.map((type) => lesionScale * uniform(random, ...LESION_RADII[type])),
    ...kinds.map((kind) => scale * uniform(random, ...LOOK_ALIKE_RADII[kind])),
  ];
  const places = scatterMarks(radii, { frame, width, height, featuresAt }, random);
  const lesions = types.map((type, index) => withBox({ type, ...(places[index] as Place) }));
  const lookAlikes = kinds.map((kind, index) =>
    withBox({ kind, ...(places[types.length + index] as Place) }),
  );
  for (const mark of lookAlikes) paintLookAlike(image, mark, random);
  for (const lesion of lesions) paintLesion(image, lesion, random);
  return { image, lesions, lookAlikes };
}

function lesionCount(type: LesionType, { counts }: PhantomOptions, random: Random): number {
  const [fewest, most] = MODERATE_COUNTS[type];
  return wholeCount(counts ? (counts[type] ?? 0) : Math.floor(uniform(random, fewest, most + 1)));
}

function wholeCount(count: number): number {
  if (!(Number.isInteger(count) && count >= 0)) throw new RangeError(`Not a number of marks: ${count}`);
  return count;
}

function positive(factor: number): number {
  if (!(factor > 0 && Number.isFinite(factor))) throw new RangeError(`Not a factor: ${factor}`);
  return factor;
}

const repeat = <T>(value: T, count: number): readonly T[] => Array.from({ length: count }, () => value);

const pick = <T>(values: readonly T[], random: Random): T =>
  values[Math.floor(random() * values.length)] as T;

/** Places count pixels; in boxes, the middle of the first pixel lies at a half. */
const withBox = <T extends Place>(place: T): T & { readonly box: Box } => ({
  ...place,
  box: {
    x: place.x + 0.5 - place.radius,
    y: place.y + 0.5 - place.radius,
    width: 2 * place.radius,
    height: 2 * place.radius,
  },
});
