import { expect, it } from 'vitest';
import { seededRandom } from '../random';
import { leavePlacementOpen } from './agreement';
import { matchLesions, type FateLesion } from './match-lesions';
import type { Registration } from './register';
import { settleRegistration } from './settle-registration';

const UNIT = 400;
const lesion = (id: string, x: number, y: number): FateLesion => ({
  ...{ id, type: 'papule', box: { x: x - 5, y: y - 5, width: 10, height: 10 } },
});
/** Lesions scattered over a face. */
const scattered = (count: number, seed = 1): readonly FateLesion[] => {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, index) => lesion(`${index}`, 600 * random(), 700 * random()));
};
/** The later photo laid aside by so many pixels. */
const aside = (dx: number, dy: number): Registration => ({
  toEarlier: ({ x, y }) => ({ x: x + dx, y: y + dy }),
  similarity: { a: 1, b: 0, x: dx, y: dy },
  ...{ unit: UNIT, poseDifference: 0 },
});
const same = (id: string) => ({ earlierId: id, laterId: id, same: true });

it('moves photos that lie aside as a whole to where their lesions pair', () => {
  const lesions = scattered(20);
  const settled = settleRegistration(lesions, lesions, aside(22, -20));
  const { x, y } = settled.toEarlier({ x: 100, y: 100 });
  expect([x, y]).toEqual([expect.closeTo(100, 6), expect.closeTo(100, 6)]);
  expect(settled.similarity).toMatchObject({ x: expect.closeTo(0, 6), y: expect.closeTo(0, 6) });
  const pairs = matchLesions(lesions, lesions, settled);
  expect(pairs.filter(({ earlierId, laterId }) => earlierId === laterId)).toHaveLength(20);
});

it('leaves photos where they are when next to nothing pairs', () => {
  const registration = aside(3, 0);
  const two = [lesion('a', 100, 100), lesion('b', 300, 300)];
  expect(settleRegistration(two, two, registration)).toBe(registration);
  expect(settleRegistration([], two, registration)).toBe(registration);
});

it('begins at lesions that were linked, however far aside the photos lie, if more lesions pair so', () => {
  const lesions = scattered(8);
  const far = aside(120, 90);
  expect(matchLesions(lesions, lesions, settleRegistration(lesions, lesions, far)).length).toBeLessThan(4);
  const settled = settleRegistration(lesions, lesions, far, [same('3')]);
  expect(matchLesions(lesions, lesions, settled, [same('3')])).toHaveLength(8);
  // A link that fits nothing else moves nothing.
  const still = aside(0, 0);
  const odd = { earlierId: '0', laterId: '5', same: true };
  const kept = settleRegistration(lesions, lesions, still, [odd]);
  expect(kept.toEarlier({ x: 9, y: 7 })).toEqual({ x: expect.closeTo(9, 6), y: expect.closeTo(7, 6) });
});

it('leaves a placement open where lesions hardly pair, or pair far apart', () => {
  const pairs = (...distances: readonly number[]) =>
    distances.map((distance, index) => ({ earlierId: `${index}`, laterId: `${index}`, distance }));
  const [few, many] = [scattered(2), scattered(8)];
  expect(leavePlacementOpen(many, many, pairs(0.01, 0.02))).toBe(true);
  expect(leavePlacementOpen(many, many, pairs(0.01, 0.02, 0.03))).toBe(false);
  expect(leavePlacementOpen(many, many, pairs(0.01, 0.05, 0.05))).toBe(true);
  // One of two is as many as three of eight.
  expect(leavePlacementOpen(few, many, pairs(0.01))).toBe(false);
  expect(leavePlacementOpen(few, many, pairs(0.05))).toBe(true);
  expect(leavePlacementOpen(few, many, [])).toBe(true);
  // Nothing to pair: every fate is the same however the photos lie.
  expect(leavePlacementOpen(many, [], [])).toBe(false);
});
