import { expect, it } from 'vitest';
import { matchByCentre } from './centre-hit';

const box = (x: number, y: number, side = 10) => ({ x, y, width: side, height: side });

it('counts matched, missed and extra', () => {
  const hits = matchByCentre(
    [
      { box: box(0, 0), score: 0.6 },
      { box: box(100, 100), score: 0.9 },
      { box: box(52, 52, 4), score: 0.5 },
    ],
    [{ box: box(1, 1) }, { box: box(50, 50) }, { box: box(200, 200) }],
  );
  expect(hits.matched).toEqual([
    { detection: 0, reference: 0 },
    { detection: 2, reference: 1 },
  ]);
  expect(hits.missed).toEqual([2]);
  expect(hits.extra).toEqual([1]);
});

it('gives a reference to one detection only, the surer one', () => {
  const hits = matchByCentre(
    [
      { box: box(1, 0), score: 0.3 },
      { box: box(0, 0), score: 0.8 },
    ],
    [{ box: box(0, 0) }],
  );
  expect(hits.matched).toEqual([{ detection: 1, reference: 0 }]);
  expect(hits.extra).toEqual([0]);
});

it('takes the nearest of overlapping references', () => {
  const hits = matchByCentre(
    [{ box: box(11, 0), score: 0.5 }],
    [{ box: box(0, 0, 20) }, { box: box(10, 0, 14) }],
  );
  expect(hits.matched).toEqual([{ detection: 0, reference: 1 }]);
});

it('does not count a box that overlaps without its centre', () => {
  const hits = matchByCentre([{ box: box(6, 0), score: 0.5 }], [{ box: box(0, 0) }]);
  expect(hits).toEqual({ matched: [], missed: [0], extra: [0] });
});

it('answers for nothing at all', () => {
  expect(matchByCentre([], [])).toEqual({ matched: [], missed: [], extra: [] });
});
