import { expect, it } from 'vitest';
import { seededRandom } from '../../../shared/random';
import { LEAST_SIZES, shortageOf, type DatasetSizes } from './dataset-size';
import { DATASET_PARTS } from './patient-parts';

const none = { photos: 0, patients: 0 };

it('asks for what the smallest part needs, by its share', () => {
  // 10 test photos at a quarter of the patients; 5 test patients likewise.
  expect(shortageOf({ train: none, valid: none, test: none })).toEqual({ photos: 40, patients: 20 });
  expect(shortageOf(LEAST_SIZES)).toEqual({ photos: 0, patients: 0 });
  expect(shortageOf({ ...LEAST_SIZES, valid: { photos: 3, patients: 2 } })).toEqual({
    photos: 7,
    patients: 0,
  });
  // Photos enough, but of too few people.
  expect(shortageOf({ ...LEAST_SIZES, test: { photos: 30, patients: 4 } })).toEqual({
    photos: 4,
    patients: 4,
  });
});

it('is nothing exactly where every part is large enough, and never grows with the dataset', () => {
  const random = seededRandom(3);
  const draw = (most: number): number => Math.floor(random() * most);
  for (let round = 0; round < 500; round += 1) {
    const sizes = Object.fromEntries(
      DATASET_PARTS.map((part) => [part, { photos: draw(25), patients: draw(8) }]),
    ) as unknown as DatasetSizes;
    const enough = DATASET_PARTS.every(
      (part) =>
        sizes[part].photos >= LEAST_SIZES[part].photos && sizes[part].patients >= LEAST_SIZES[part].patients,
    );
    const shortage = shortageOf(sizes);
    expect(shortage.photos === 0 && shortage.patients === 0).toBe(enough);
    for (const part of DATASET_PARTS) {
      const { photos, patients } = sizes[part];
      const more = shortageOf({ ...sizes, [part]: { photos: photos + 1, patients: patients + 1 } });
      expect(more.photos).toBeLessThanOrEqual(shortage.photos);
      expect(more.patients).toBeLessThanOrEqual(shortage.patients);
    }
  }
});
