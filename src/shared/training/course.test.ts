import { expect, it } from 'vitest';
import { stepEvent } from '../../../tests/helpers/training-events';
import { afterEvent, courseOf, EMPTY_COURSE } from './course';
import type { TrainingEvent } from './events';

const start = (resumedAtStep: number): TrainingEvent => ({
  event: 'start',
  model: 'seed-cnn',
  seed: 1,
  epochs: 5,
  trainPhotos: 8,
  validPhotos: 4,
  leakedPhotos: 0,
  parameters: 100,
  engine: { id: 'onnxruntime-cpu', device: 'a processor' },
  resumedAtStep,
});
const epoch = (number: number, atStep: number): TrainingEvent => ({
  event: 'epoch',
  epoch: number,
  step: atStep,
  losses: { total: 1 },
  metrics: { loss: 1 },
  best: true,
  seconds: atStep,
});
const checkpoint = (number: number): TrainingEvent => ({ event: 'checkpoint', step: number, file: 'c' });

it('keeps curves and log, and counts every event', () => {
  const course = courseOf([
    start(0),
    { event: 'stage', stage: 'reading', done: 1, total: 8 },
    stepEvent(1),
    epoch(1, 2),
    { event: 'skipped', file: 'a.jpg', message: 'no' },
  ]);
  expect(course).toMatchObject({ count: 5, stage: null, start: { epochs: 5 }, done: null });
  expect(course.steps).toHaveLength(1);
  expect(course.log.map(({ event }) => event)).toEqual(['start', 'epoch', 'skipped']);
});

it('forgets what a killed run did after the checkpoint that it goes on from', () => {
  const told = [start(0), stepEvent(1), epoch(1, 2), stepEvent(3), epoch(2, 4), stepEvent(5)];
  expect(courseOf([...told, start(2)])).toMatchObject({
    steps: [{ step: 1 }],
    epochs: [{ epoch: 1 }],
    done: null,
  });
  expect(courseOf([...told, start(0)])).toMatchObject({ steps: [], epochs: [] });
});

it('says what is going on besides steps for as long as it does', () => {
  const validating: TrainingEvent = { event: 'stage', stage: 'validating', done: 1, total: 4 };
  const during = courseOf([start(0), stepEvent(1), validating]);
  expect(during.stage).toEqual(validating);
  expect(afterEvent(during, stepEvent(2)).stage).toBeNull();
  expect(afterEvent(during, epoch(1, 1)).stage).toBeNull();
  expect(afterEvent(during, { event: 'stage', stage: 'training', done: 0, total: 0 }).stage).toBeNull();
});

it('merges neighbours of long curves and keeps their mean, their ends and their order', () => {
  const count = 10_000;
  const course = courseOf(Array.from({ length: count }, (_, index) => stepEvent(index + 1, 7)));
  expect(course.count).toBe(count);
  expect(course.steps.length).toBeLessThanOrEqual(1_200);
  expect(course.steps.length).toBeGreaterThanOrEqual(600);
  expect(course.steps.at(-1)?.step).toBe(count);
  const steps = course.steps.map((one) => one.step);
  expect(steps).toEqual(steps.toSorted((a, b) => a - b));
  expect(course.steps.every(({ losses }) => losses['total'] === 7)).toBe(true);
});

it('tells the last of several checkpoints, and no more entries than a person can read', () => {
  const checkpoints = courseOf([checkpoint(1), checkpoint(2), epoch(1, 2), checkpoint(3)]);
  expect(checkpoints.log).toMatchObject([{ step: 2 }, { event: 'epoch' }, { step: 3 }]);
  const long = Array.from({ length: 1_000 }, (_, index) => epoch(index + 1, index + 1));
  expect(courseOf(long).log).toHaveLength(300);
});

it('starts from nothing', () => {
  expect(courseOf([])).toEqual(EMPTY_COURSE);
});
