import fc from 'fast-check';
import { expect, it } from 'vitest';
import { intersectionOverUnion } from '../../../../shared/geometry/box';
import { suppress, SUPPRESSION } from './suppress';

const detection = fc.record({
  score: fc.double({ min: 0, max: 1, noNaN: true }),
  box: fc.record({
    x: fc.double({ min: 0, max: 200, noNaN: true }),
    y: fc.double({ min: 0, max: 200, noNaN: true }),
    width: fc.double({ min: 4, max: 40, noNaN: true }),
    height: fc.double({ min: 4, max: 40, noNaN: true }),
  }),
});

it('keeps the better of two detections of one lesion and both of two lesions', () => {
  const a = { score: 0.9, box: { x: 0, y: 0, width: 10, height: 10 } };
  const b = { score: 0.8, box: { x: 2, y: 1, width: 10, height: 10 } };
  const c = { score: 0.7, box: { x: 20, y: 0, width: 10, height: 10 } };
  expect(suppress([b, c, a])).toEqual([a, c]);
});

it('takes more detections than a call takes arguments', () => {
  const one = { score: 0.5, box: { x: 0, y: 0, width: 10, height: 10 } };
  expect(suppress(Array.from({ length: 130_000 }, () => one))).toEqual([one]);
});

it('leaves no two that overlap too much, and drops nothing without a better neighbour', () => {
  fc.assert(
    fc.property(fc.array(detection, { maxLength: 60 }), (detections) => {
      const kept = suppress(detections);
      for (const [index, first] of kept.entries()) {
        for (const second of kept.slice(index + 1)) {
          expect(first.score).toBeGreaterThanOrEqual(second.score);
          expect(intersectionOverUnion(first.box, second.box)).toBeLessThanOrEqual(SUPPRESSION.overlap);
        }
      }
      if (detections.length > 0) expect(kept.length).toBeGreaterThan(0);
      expect(suppress(kept)).toEqual(kept);
    }),
  );
});
