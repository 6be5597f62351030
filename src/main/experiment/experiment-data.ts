import { LESION_TYPES } from '../../shared/clinical/lesion';
import { presenceFiguresSchema, type PresenceResult } from '../../shared/experiment/presence-result';
import type { ExperimentData } from '../../shared/experiment/report';
import { SPLITS, type Dataset, type LabelledPhoto, type Split } from '../datasets/dataset';
import { findings } from '../datasets/inspect/findings';
import { presenceFigures } from '../engine/ml/metrics/presence-figures';
import { photoTruth } from '../engine/presence/presence-truth';
import { photosOf, type HeldOut } from './measure/held-out';

/** What the report says about the photos: numbers, no names of files. */
export function describeData(
  name: string,
  datasets: readonly Dataset[],
  held: HeldOut,
  fingerprint: string,
): ExperimentData {
  const photos = datasets.flatMap((dataset) => dataset.photos);
  const bySplit = (value: (photos: readonly LabelledPhoto[]) => number): Record<Split, number> =>
    Object.fromEntries(
      SPLITS.map((split) => [split, value(photos.filter((photo) => photo.split === split))]),
    ) as Record<Split, number>;
  const truths = photosOf(held).flatMap((photo) => [photoTruth(photo) ?? []]);
  return {
    ...{ name, fingerprint },
    photos: bySplit((some) => some.length),
    boxes: bySplit((some) => some.reduce((sum, { labels }) => sum + labels.length, 0)),
    showing: Object.fromEntries(
      LESION_TYPES.map((type, index) => [type, truths.filter((truth) => truth[index]).length]),
    ),
    findings: datasets.flatMap(findings),
    problems: datasets.reduce((sum, { problems }) => sum + problems.length, 0),
  };
}

/**
 * Experiment I without looking at pictures: each held-out photo gets, as the probability of each type, the share of
 * training photos that show it. Null where either side has no photo that can be judged.
 */
export function presenceBaseline(datasets: readonly Dataset[], held: HeldOut): PresenceResult | null {
  const truthsOf = (photos: readonly LabelledPhoto[]): readonly (readonly boolean[])[] =>
    photos.map(photoTruth).filter((truth) => truth !== null);
  const train = truthsOf(datasets.flatMap(({ photos }) => photos.filter(({ split }) => split === 'train')));
  const judged = truthsOf(photosOf(held));
  if (train.length === 0 || judged.length === 0) return null;
  const shares = LESION_TYPES.map((_, index) => train.filter((truth) => truth[index]).length / train.length);
  return presenceFiguresSchema.parse(
    presenceFigures(
      LESION_TYPES,
      judged.map((present) => ({ present, probabilities: shares })),
    ),
  );
}
