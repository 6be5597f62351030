import { SPLITS, type Dataset, type Split } from '../dataset';
import { labelMeaning } from '../label-types';
import { presentClasses } from '../presence';

export interface ClassBalance {
  readonly name: string;
  /** What Macule takes the word for. */
  readonly means: string;
  readonly boxes: Readonly<Record<Split, number>>;
  /** Photos that show it. */
  readonly photos: Readonly<Record<Split, number>>;
}

/** How often each class is marked in each split, in the order of the dataset's classes. */
export function classBalance({ classes, photos }: Dataset): readonly ClassBalance[] {
  return classes.map((name) => {
    const countOf = (count: (photo: (typeof photos)[number]) => number) => {
      const counts = { train: 0, valid: 0, test: 0 };
      for (const photo of photos) counts[photo.split] += count(photo);
      return counts;
    };
    return {
      name,
      means: meaningOf(name),
      boxes: countOf(({ labels }) => labels.filter(({ label }) => label === name).length),
      photos: countOf((photo) => Number(presentClasses(photo).has(name))),
    };
  });
}

function meaningOf(name: string): string {
  const meaning = labelMeaning(name);
  if (meaning === null) return 'unknown word, left out';
  if ('lookAlike' in meaning) return 'look-alike';
  return meaning.allowed.length === 4 ? 'any type' : meaning.allowed.join(' or ');
}

export interface SplitSummary {
  readonly photos: number;
  readonly boxes: number;
  /** Photos on which nothing is marked. */
  readonly clear: number;
}

export function splitSummaries({ photos }: Dataset): Readonly<Record<Split, SplitSummary>> {
  const of = (split: Split): SplitSummary => {
    const those = photos.filter((photo) => photo.split === split);
    return {
      photos: those.length,
      boxes: those.reduce((sum, { labels }) => sum + labels.length, 0),
      clear: those.filter((photo) => presentClasses(photo).size === 0).length,
    };
  };
  const [train, valid, test] = SPLITS.map(of);
  const none = { photos: 0, boxes: 0, clear: 0 };
  return { train: train ?? none, valid: valid ?? none, test: test ?? none };
}
