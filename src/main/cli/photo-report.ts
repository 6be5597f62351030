import type { DetectedLesion, LesionType, TypeScores } from '../../shared/clinical/lesion';
import { statedType, type StatedCountKey } from '../../shared/clinical/stated-type';
import type { Inference } from '../../shared/engine/protocol';
import { scaleBox } from '../../shared/geometry/box';
import type { PrintedFailure } from './failure-text';

/** A lesion as `macule predict` prints it. */
export interface PrintedLesion {
  /** The likeliest of the four. */
  readonly type: LesionType;
  /** What the app says: the type where it is sure, or else only that the lesion is inflammatory, or nothing. */
  readonly statedType: StatedCountKey;
  readonly score: number;
  readonly typeScores: TypeScores;
  /** Left, top, width and height in pixels of the upright photo. */
  readonly box: readonly [number, number, number, number];
}

export interface PrintedPhoto {
  /** As it was named, or found in a folder that was. */
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly ms: Inference['ms'];
  /** What the size was chosen by in which the photo was looked at. */
  readonly scale: Inference['scale'];
  readonly lesions: readonly PrintedLesion[];
  /** Where the picture with outlines was saved. */
  readonly overlay?: string;
}

export interface FailedPhoto {
  readonly file: string;
  readonly error: PrintedFailure;
}

export type PhotoReport = PrintedPhoto | FailedPhoto;

/** A photo's lesions with boxes in pixels instead of fractions. */
export const printedPhoto = (file: string, inference: Inference): PrintedPhoto => {
  const { width, height, ms, scale, lesions } = inference;
  return {
    file,
    width,
    height,
    ms,
    scale,
    lesions: lesions.map((lesion) => printedLesion(lesion, width, height)),
  };
};

function printedLesion(lesion: DetectedLesion, photoWidth: number, photoHeight: number): PrintedLesion {
  const { x, y, width, height } = scaleBox(lesion.box, photoWidth, photoHeight);
  return {
    type: lesion.type,
    statedType: statedType(lesion.typeScores) ?? 'unsure',
    score: lesion.score,
    typeScores: lesion.typeScores,
    box: [pixels(x), pixels(y), pixels(width), pixels(height)],
  };
}

/** Hundredths of a pixel: what lies below says nothing about a lesion. */
const pixels = (value: number): number => Math.round(value * 100) / 100;
