import { expect, it } from 'vitest';
import { stepEvent } from '../../../../../tests/helpers/training-events';
import { courseOf } from '../../../../shared/training/course';
import type { TrainingEvent } from '../../../../shared/training/events';
import { columnsOf, strokeOf, valueAt, type Curve } from './curve';
import { axisName, figurePoints, figuresOf, lossCurves } from './curves-of-course';

const curve = (id: string, ...points: readonly (readonly [number, number])[]): Curve => ({
  id,
  name: id,
  colour: '#fff',
  points: points.map(([x, y]) => ({ x, y })),
});

it('puts lines on one axis', () => {
  expect(columnsOf([curve('a', [1, 10], [3, 30]), curve('b', [0, 5], [3, 6])])).toEqual([
    [0, 1, 3],
    [null, 10, 30],
    [5, null, 6],
  ]);
  expect(columnsOf([])).toEqual([[]]);
});

it('reads a line at a place, or at its end', () => {
  const line = curve('a', [1, 10], [3, 30]);
  expect([null, 0, 1, 2.9, 3, 9].map((x) => valueAt(line, x))).toEqual([30, null, 10, 10, 30, 30]);
  expect(valueAt(curve('none'), null)).toBeNull();
});

it('draws no two of the first twelve lines alike', () => {
  const strokes = Array.from({ length: 12 }, (_, index) => JSON.stringify(strokeOf(index)));
  expect(new Set(strokes).size).toBe(12);
});

const epoch = (number: number, atStep: number, f1: number): TrainingEvent => ({
  event: 'epoch',
  epoch: number,
  step: atStep,
  losses: { total: 1 },
  metrics: { loss: 2, macroF1: f1 },
  best: true,
  seconds: 1,
});

it('draws the loss over steps first, then over rounds', () => {
  const early = courseOf([stepEvent(2, 0.9), stepEvent(4, 0.8)]);
  expect(axisName(early)).toBe('Training steps');
  expect(lossCurves(early)).toMatchObject([
    {
      id: 'steps',
      points: [
        { x: 2, y: 0.9 },
        { x: 4, y: 0.8 },
      ],
    },
  ]);
  const later = courseOf([
    stepEvent(2, 0.9),
    stepEvent(6, 0.8),
    epoch(1, 10, 0.5),
    stepEvent(15, 0.7),
    epoch(2, 20, 0.6),
  ]);
  expect(axisName(later)).toContain('epochs');
  expect(lossCurves(later).map(({ id, points }) => [id, points.map(({ x }) => x)])).toEqual([
    ['steps', [0.2, 0.6, 1.5]],
    ['means', [1, 2]],
    ['valid', [1, 2]],
  ]);
  expect(figuresOf(later)).toEqual(['loss', 'macroF1']);
  expect(figurePoints(later, 'macroF1')).toEqual([
    { x: 1, y: 0.5 },
    { x: 2, y: 0.6 },
  ]);
});
