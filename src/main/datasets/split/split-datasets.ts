import { MaculeError } from '../../../shared/errors';
import { seededRandom } from '../../../shared/random';
import { SPLITS, type Dataset, type Split } from '../dataset';
import { findDuplicates } from '../duplicates/find-duplicates';
import { lookAtAll, type LookOptions } from '../inspect/look-at-all';
import { presentClasses } from '../presence';
import { assignSplits, type Fractions } from './assign-splits';
import { photoGroups } from './photo-groups';

export interface SplitOptions {
  readonly fractions: Fractions;
  readonly seed: number;
  /** Who is on a photo, by its path; null where unknown. */
  readonly subjectOf: (file: string) => string | null;
  /** How photos are read to keep those together that look alike; null to go by names and subjects only. */
  readonly looking: LookOptions | null;
}

export interface SplitResult {
  readonly datasets: readonly Dataset[];
  /** What had to stay together. */
  readonly groups: number;
  /** Photos of the largest group. */
  readonly largestGroup: number;
  /** Links between photos that look alike. */
  readonly alike: number;
}

/**
 * Shares the photos of datasets out to train, valid and test afresh. Photos of one subject, of one original or of
 * one look stay on one side, over all the datasets. The same seed gives the same splits.
 * @throws MaculeError `invalid-input` where a split would stay empty, `cancelled`.
 */
export async function splitDatasets(
  datasets: readonly Dataset[],
  { fractions, seed, subjectOf, looking }: SplitOptions,
): Promise<SplitResult> {
  const placed = datasets.flatMap(({ name, photos }) => photos.map((photo) => ({ dataset: name, photo })));
  const files = placed.map(({ photo }) => photo.file);
  const looks = looking === null ? [] : await lookAtAll(files, looking);
  const alike = findDuplicates(looks.map((one) => ('failure' in one ? null : one)));
  const groups = photoGroups(placed, files.map(subjectOf), alike);
  const classes = groups.map((members) =>
    members.flatMap((index) => {
      const one = placed[index];
      return one === undefined ? [] : [presentClasses(one.photo)];
    }),
  );
  const splits = assignSplits(classes, fractions, seededRandom(seed));
  for (const split of SPLITS)
    if (fractions[split] > 0 && !splits.includes(split)) throw tooFew(groups.length, split);
  const splitOf = new Map<number, Split>();
  for (const [group, members] of groups.entries())
    for (const index of members) splitOf.set(index, splits[group] ?? 'train');
  let index = -1;
  return {
    datasets: datasets.map((dataset) => ({
      ...dataset,
      photos: dataset.photos.map((photo) => {
        index += 1;
        return { ...photo, split: splitOf.get(index) ?? photo.split };
      }),
    })),
    groups: groups.length,
    largestGroup: groups.reduce((most, members) => Math.max(most, members.length), 0),
    alike: alike.length,
  };
}

const tooFew = (groups: number, split: Split): MaculeError =>
  new MaculeError({
    kind: 'invalid-input',
    message: `The photos make only ${groups} groups that must not be torn apart, and none is left for ${split}.`,
    advice: 'Give fewer splits, or other fractions.',
    retryable: false,
  });
