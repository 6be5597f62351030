import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../shared/random';
import { SPLITS, type Split } from '../dataset';
import { assignSplits, type ClassesOfPhotos } from './assign-splits';

const FRACTIONS = { train: 0.7, valid: 0.2, test: 0.1 };

const CLASSES = ['comedone', 'papule', 'nodule'];

/** Two hundred groups of one to three photos, classes ever rarer. */
function madeUp(seed: number): readonly ClassesOfPhotos[] {
  const random = seededRandom(seed);
  const photo = () => new Set(CLASSES.filter((_, index) => random() < 0.5 / (index + 1)));
  return Array.from({ length: 200 }, () => Array.from({ length: 1 + Math.floor(3 * random()) }, photo));
}

const photosOf = (all: readonly ClassesOfPhotos[], splits: readonly Split[], split: Split) =>
  all.filter((_, index) => splits[index] === split).flat();

describe('sharing photos out', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'gives each split its share of all photos and of each class (%i)',
    (seed) => {
      const all = madeUp(seed);
      const splits = assignSplits(all, FRACTIONS, seededRandom(seed));
      expect(splits).toHaveLength(all.length);
      for (const split of SPLITS) {
        const those = photosOf(all, splits, split);
        expect(Math.abs(those.length - FRACTIONS[split] * all.flat().length)).toBeLessThan(10);
        for (const name of CLASSES) {
          const count = (photos: ClassesOfPhotos) => photos.filter((classes) => classes.has(name)).length;
          expect(Math.abs(count(those) - FRACTIONS[split] * count(all.flat()))).toBeLessThan(10);
        }
      }
    },
  );

  it('is exact for single photos of one class', () => {
    const all = Array.from({ length: 100 }, () => [new Set(['papule'])]);
    const splits = assignSplits(all, FRACTIONS, seededRandom(1));
    expect(SPLITS.map((split) => photosOf(all, splits, split).length)).toEqual([70, 20, 10]);
  });

  it('shares the rare class out before the frequent ones', () => {
    const all = Array.from({ length: 100 }, (_, index) => [
      new Set(index < 10 ? ['nodule', 'papule'] : ['papule']),
    ]);
    const splits = assignSplits(all, FRACTIONS, seededRandom(2));
    const rare = SPLITS.map(
      (split) => photosOf(all, splits, split).filter((classes) => classes.has('nodule')).length,
    );
    expect(rare).toEqual([7, 2, 1]);
  });

  it('depends on the seed, and leaves a split without a share empty', () => {
    const all = Array.from({ length: 40 }, () => [new Set<string>()]);
    const draw = (seed: number) => assignSplits(all, { train: 0.5, valid: 0.5, test: 0 }, seededRandom(seed));
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
    expect(new Set(draw(1))).toEqual(new Set(['train', 'valid']));
  });
});
