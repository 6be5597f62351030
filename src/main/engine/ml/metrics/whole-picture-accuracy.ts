import type { JudgedPicture } from './judged-picture';

/** Share of pictures on which every label is said rightly; null without pictures. */
export const subsetAccuracy = (
  pictures: readonly JudgedPicture[],
  thresholds: readonly number[],
): number | null =>
  share(pictures, ({ present, probabilities }) =>
    present.every((there, label) => probabilities[label]! >= thresholds[label]! === there),
  );

/**
 * Share of pictures whose most probable label is the first that is present (the first label where none is).
 * No sensible figure for several labels, but what Keras computes where a model of several sigmoids is compiled
 * with `metrics=['accuracy']`: its categorical accuracy, arg max = arg max. Null without pictures.
 */
export const argmaxAccuracy = (pictures: readonly JudgedPicture[]): number | null =>
  share(
    pictures,
    ({ present, probabilities }) => firstLargest(probabilities) === firstLargest(present.map(Number)),
  );

const firstLargest = (values: readonly number[]): number =>
  values.reduce((best, value, index) => (value > values[best]! ? index : best), 0);

const share = (
  pictures: readonly JudgedPicture[],
  right: (picture: JudgedPicture) => boolean,
): number | null => (pictures.length === 0 ? null : pictures.filter(right).length / pictures.length);
