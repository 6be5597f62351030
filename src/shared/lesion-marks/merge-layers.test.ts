import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { LesionMark } from './lesion-mark';
import { isCounted, mergeLayers, type LayerDetection } from './merge-layers';

const box = (x: number, side = 0.1) => ({ x, y: 0.2, width: side, height: side });
const detection = (id: string, x: number, score = 0.9): LayerDetection => ({
  ...{ id, score, box: box(x) },
  typeScores: { comedone: 0.1, nodule: 0.1, papule: 0.8, pustule: 0 },
});
const mark = (id: string, x: number, more: Partial<LesionMark> = {}): LesionMark => ({
  ...{ id, type: 'pustule', box: box(x), region: null, verdict: 'added', detected: null },
  ...more,
});
const judging = (x: number) => ({ type: 'papule', score: 0.9, modelSha256: 'a', box: box(x) }) as const;

it('is the model’s layer where nobody said anything', () => {
  const merged = mergeLayers([detection('a', 0.1), detection('b', 0.5, 0.2)], []);
  expect(merged.map(({ id, type }) => [id, type])).toEqual([
    ['a', 'papule'],
    ['b', 'papule'],
  ]);
  expect(merged.map((lesion) => isCounted(lesion, 0.5))).toEqual([true, false]);
});

it('takes the clinician’s word for type, place and being there at all', () => {
  const merged = mergeLayers(
    [detection('a', 0.1, 0.2), detection('b', 0.5)],
    [
      mark('m', 0.3, { verdict: 'changed', detected: judging(0.1) }),
      mark('n', 0.5, { verdict: 'rejected', detected: judging(0.5) }),
      mark('o', 0.7),
    ],
  );
  expect(merged.map(({ id, type, box: { x } }) => [id, type, x])).toEqual([
    ['a', 'pustule', 0.3],
    ['b', 'pustule', 0.5],
    ['o', 'pustule', 0.7],
  ]);
  expect(merged.map((lesion) => isCounted(lesion, 0.5))).toEqual([true, false, true]);
});

it('keeps what was said when other weights find other boxes', () => {
  const marks = [
    mark('m', 0.1, { verdict: 'accepted', detected: judging(0.1) }),
    mark('n', 0.5, { verdict: 'rejected', detected: judging(0.5) }),
    mark('o', 0.7),
  ];
  // The first is found again nearly there, the second not at all, the third for the first time.
  const merged = mergeLayers([detection('x', 0.12), detection('y', 0.69)], marks);
  expect(merged.map(({ id, mark: own }) => [id, own?.id])).toEqual([
    ['x', 'm'],
    ['y', 'o'],
  ]);
});

it('never counts a lesion twice or loses one', () => {
  const places = fc.array(fc.double({ min: 0, max: 0.9, noNaN: true }), { maxLength: 8 });
  fc.assert(
    fc.property(places, places, (found, marked) => {
      const detections = found.map((x, index) => detection(`d${index}`, x));
      const marks = marked.map((x, index) => mark(`m${index}`, x));
      const merged = mergeLayers(detections, marks);
      expect(new Set(merged.map(({ id }) => id)).size).toBe(merged.length);
      expect(merged.flatMap(({ detection: one }) => (one ? [one.id] : []))).toEqual(
        detections.map(({ id }) => id),
      );
      expect(merged.flatMap(({ mark: one }) => (one ? [one.id] : [])).sort()).toEqual(
        marks.map(({ id }) => id).sort(),
      );
    }),
  );
});
