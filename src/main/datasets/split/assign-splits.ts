import type { Random } from '../../../shared/random';
import { SPLITS, type Split } from '../dataset';

export type Fractions = Readonly<Record<Split, number>>;

/** What stays together, with the classes that each of its photos shows. */
export type ClassesOfPhotos = readonly ReadonlySet<string>[];

/** Stands in for the classes of a photo on which nothing is marked, so that clear skin is shared out as well. */
const CLEAR = '\u0000clear';

interface Group {
  readonly index: number;
  readonly photos: number;
  /** Photos that show each class. */
  readonly shows: ReadonlyMap<string, number>;
}

/**
 * Shares groups of photos out to the splits, so that each gets its fraction of the photos of every class: the
 * iterative stratification of Sechidis et al. (2011), which serves the rarest class first, with whole groups in
 * place of single photos.
 * @param fractions of the photos, summing to 1.
 * @returns the split of each group.
 */
export function assignSplits(
  groups: readonly ClassesOfPhotos[],
  fractions: Fractions,
  random: Random,
): readonly Split[] {
  const waiting = new Set(shuffle(groups.map(summary), random).sort((a, b) => b.photos - a.photos));
  const open = SPLITS.filter((split) => fractions[split] > 0);
  const total = [...waiting].reduce((sum, { photos }) => sum + photos, 0);
  const left = new Map(classCounts(waiting));
  const wanted = new Map(
    open.map((split) => [
      split,
      {
        photos: fractions[split] * total,
        shows: new Map([...left].map(([name, count]) => [name, fractions[split] * count])),
      },
    ]),
  );
  const result = new Array<Split>(groups.length);
  while (waiting.size > 0) {
    const rarest = [...classCounts(waiting)].reduce((least, one) => (one[1] < least[1] ? one : least))[0];
    for (const group of [...waiting].filter(({ shows }) => shows.has(rarest))) {
      const split = open.reduce((best, one) => {
        const [a, b] = [wanted.get(best), wanted.get(one)];
        const byClass = (b?.shows.get(rarest) ?? 0) - (a?.shows.get(rarest) ?? 0);
        const byPhotos = (b?.photos ?? 0) - (a?.photos ?? 0);
        return byClass > 0 || (byClass === 0 && byPhotos > 0) ? one : best;
      });
      result[group.index] = split;
      waiting.delete(group);
      const want = wanted.get(split);
      if (want === undefined) continue;
      want.photos -= group.photos;
      for (const [name, count] of group.shows) want.shows.set(name, (want.shows.get(name) ?? 0) - count);
    }
  }
  return result;
}

function summary(photos: ClassesOfPhotos, index: number): Group {
  const shows = new Map<string, number>();
  for (const classes of photos)
    for (const name of classes.size > 0 ? classes : [CLEAR]) shows.set(name, (shows.get(name) ?? 0) + 1);
  return { index, photos: photos.length, shows };
}

function classCounts(groups: Iterable<Group>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { shows } of groups)
    for (const [name, count] of shows) counts.set(name, (counts.get(name) ?? 0) + count);
  return counts;
}

/** Fisher–Yates. */
function shuffle<T>(values: readonly T[], random: Random): T[] {
  const result = [...values];
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [result[last], result[other]] = [result[other] as T, result[last] as T];
  }
  return result;
}
