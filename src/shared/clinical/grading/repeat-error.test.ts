import { expect, it } from 'vitest';
import { countInterval, isRealChange } from './change';
import {
  DETECTOR_REPEAT_ERROR,
  LEAST_REPEATED_PAIRS,
  repeatErrorInUse,
  repeatErrorWords,
  type RepeatedCounts,
} from './repeat-error';

const pairs = (count: number, ...these: RepeatedCounts[]): RepeatedCounts[] =>
  Array.from({ length: count }, (_, index) => these[index % these.length] ?? [0, 0]);

it('uses the built-in repeat error until there are enough pairs', () => {
  expect(repeatErrorInUse([])).toEqual({ error: DETECTOR_REPEAT_ERROR, measuredHere: false, pairs: 0 });
  expect(repeatErrorInUse(pairs(LEAST_REPEATED_PAIRS - 1, [10, 14]))).toEqual({
    ...{ error: DETECTOR_REPEAT_ERROR, measuredHere: false, pairs: 47 },
  });
  // Clear faces say nothing.
  expect(repeatErrorInUse(pairs(60, [0, 0])).measuredHere).toBe(false);
});

it('measures the variance for each lesion from repeated pairs', () => {
  // (4² + 2²) / (10 + 14 + 20 + 22) = 20 / 66
  const own = repeatErrorInUse(pairs(LEAST_REPEATED_PAIRS, [10, 14], [22, 20]));
  expect(own.measuredHere).toBe(true);
  expect(own.error).toEqual({ constant: 0, perLesion: 20 / 66 });
  expect(countInterval(20, own.error)).toEqual({ low: 15, high: 25 });
  expect(countInterval(20, DETECTOR_REPEAT_ERROR)).toEqual({ low: 13, high: 27 });
  expect(isRealChange(20, 12, own.error)).toBe(true);
  expect(isRealChange(20, 12, DETECTOR_REPEAT_ERROR)).toBe(false);
});

it('asks for as many pairs as a standard deviation within 20 % needs', () => {
  expect(1.96 / Math.sqrt(2 * LEAST_REPEATED_PAIRS)).toBeCloseTo(0.2, 3);
});

it('says where the intervals come from', () => {
  expect(repeatErrorWords(repeatErrorInUse(pairs(50, [10, 14])))).toBe(
    'Intervals: repeat error measured on 50 repeated pairs of this clinic.',
  );
  expect(repeatErrorWords(repeatErrorInUse(pairs(12, [10, 14])))).toContain('12 of this clinic so far');
});
