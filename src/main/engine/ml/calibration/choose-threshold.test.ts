import { expect, it } from 'vitest';
import { chooseThreshold } from './choose-threshold';

const box = (x: number) => ({ x: 20 * x, y: 0, width: 10, height: 10 });
/** A photo with lesions at the first `lesions` places and detections at the given places, scores falling. */
const photo = (lesions: number, places: readonly number[]) => ({
  references: Array.from({ length: lesions }, (_, index) => ({ box: box(index) })),
  detections: places.map((place, index) => ({ box: box(place), score: 1 - index / 100 })),
});

it('takes the best F1 where the count is right', () => {
  // Ten lesions; nine to eleven detections count right, and the ninth and tenth hit nothing.
  const places = [0, 1, 2, 3, 4, 5, 6, 7, 50, 51, 8];
  expect(chooseThreshold([photo(10, places)])).toBe(0.9);
  // Without the eleventh the ninth is the first in the tolerance, and the tenth makes it worse.
  expect(chooseThreshold([photo(10, places.slice(0, 10))])).toBe(0.92);
});

it('takes the nearest count where none is right, though a higher F1 is elsewhere', () => {
  expect(chooseThreshold([photo(10, [0, 1, 2, 3])])).toBe(0.97);
  expect(chooseThreshold([photo(2, [0, 50])])).toBe(0.99);
});

it('knows no threshold without hits', () => {
  expect(chooseThreshold([photo(3, [50, 51])])).toBeNull();
  expect(chooseThreshold([])).toBeNull();
});
