import { expect, it } from 'vitest';
import { seededRandom } from '../random';
import { copyDropped, drawDropout } from './dropout';

const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length;

it.each([0.2, 0.5])('a mask of rate %d drops that share and keeps the mean', (rate) => {
  const mask = new Float32Array(20_000);
  drawDropout(mask, rate, seededRandom(1));
  const dropped = mask.filter((value) => value === 0).length / mask.length;
  expect(dropped).toBeGreaterThan(rate - 0.02);
  expect(dropped).toBeLessThan(rate + 0.02);
  expect(new Set(mask)).toEqual(new Set([0, Math.fround(1 / (1 - rate))]));
  expect(mean(mask)).toBeCloseTo(1, 1);
});

it('copies with dropout: every value goes or grows, the same under the same seed', () => {
  const values = Float32Array.from({ length: 5000 }, (_, index) => (index % 3) - 1);
  const [first, second, other] = [1, 1, 2].map((seed) => {
    const target = new Float32Array(values.length).fill(9);
    copyDropped(values, target, 0.5, seededRandom(seed));
    return target;
  });
  expect(first!.every((value, index) => value === 0 || value === 2 * values[index]!)).toBe(true);
  expect(first).toEqual(second);
  expect(first).not.toEqual(other);
});
