import { expect, it } from 'vitest';
import type { DataInspection } from '../../../../shared/ipc/training';
import { EMPTY_DRAFT, type Draft } from './draft-store';
import { orderOfDraft } from './order-of-draft';

const DATA = { id: '00000000-0000-4000-8000-000000000001', name: 'clinic' };
const NOW = new Date(2026, 1, 3, 22, 0);
const METRICS = ['loss', 'ap50'];
const draft = (change: Partial<Draft> = {}): Draft => ({ ...EMPTY_DRAFT, data: DATA, ...change });
const advanced = (change: Partial<Draft['advanced']>): Draft =>
  draft({ advanced: { ...EMPTY_DRAFT.advanced, ...change } });
const inspection = (change: Partial<DataInspection> = {}): DataInspection => ({
  data: DATA,
  datasets: [{ name: 'clinic', formats: ['coco'] }],
  photos: { train: 20, valid: 5, test: 0 },
  locatedPhotos: { train: 20, valid: 5, test: 0 },
  singleLesions: 0,
  classes: [],
  findings: [],
  skipped: [],
  skippedCount: 0,
  ...change,
});
const problemsOf = (of: Draft, looked: DataInspection | null = inspection()): string => {
  const outcome = orderOfDraft(of, looked, [], [], NOW);
  return outcome.ok ? '' : outcome.problems.join(' ');
};
const orderOf = (of: Draft, taken: readonly string[] = []) => {
  const outcome = orderOfDraft(of, inspection(), METRICS, taken, NOW);
  if (!outcome.ok) throw new Error(outcome.problems.join(' '));
  return outcome.order;
};

it('leaves to the model what was left alone', () => {
  expect(orderOf(draft())).toEqual({
    name: 'Lesion detector on clinic',
    model: 'lesion-detector',
    dataId: DATA.id,
    settings: {},
    seed: 1,
    maxMinutes: null,
  });
});

it('orders what was asked for', () => {
  const order = orderOf({
    ...advanced({
      batchSize: '4',
      side: '416',
      learningRate: '1e-4',
      schedule: 'cosine',
      normLimit: '0',
      stopping: 'patience',
      stoppingMetric: 'ap50',
      patience: '3',
      classWeights: 'yes',
      augment: 'no',
      seed: '7',
    }),
    name: '  Mine ',
    model: 'yolov8n',
    epochs: '9',
    limited: true,
    doneBy: '07:30',
  });
  expect(order).toMatchObject({ name: 'Mine', model: 'yolov8n', seed: 7, maxMinutes: 9.5 * 60 });
  expect(order.settings).toEqual({
    epochs: 9,
    batchSize: 4,
    side: 416,
    learningRate: 0.0001,
    schedule: 'cosine',
    normLimit: 0,
    earlyStopping: { metric: 'ap50', patience: 3 },
    classWeights: true,
    augment: false,
  });
  expect(orderOf(advanced({ stopping: 'never' })).settings).toEqual({ earlyStopping: null });
});

it('stops early by a figure that the model has', () => {
  const order = orderOf(advanced({ stopping: 'patience', stoppingMetric: 'macroF1', patience: '2' }));
  expect(order.settings.earlyStopping).toEqual({ metric: 'loss', patience: 2 });
});

it('gives names that are not taken', () => {
  const name = 'Lesion detector on clinic';
  expect(orderOf(draft(), [name]).name).toBe(`${name}, 2`);
  expect(orderOf(draft(), [name, `${name}, 2`]).name).toBe(`${name}, 3`);
});

it.each([
  [draft({ data: null }), 'Choose the photos'],
  [draft({ epochs: '1.5' }), 'number of rounds'],
  [draft({ limited: true, doneBy: '' }), 'time at which'],
  [advanced({ side: '100' }), 'multiple of 32'],
  [advanced({ learningRate: '-1' }), 'learning rate'],
  [advanced({ seed: '' }), 'seed'],
  [advanced({ stopping: 'patience', patience: '0' }), 'Early stopping'],
])('says what stands in the way (%#)', (of, sentence) => {
  expect(problemsOf(of)).toContain(sentence);
});

it('refuses photos that the model cannot learn from', () => {
  const none = { train: 0, valid: 0, test: 0 };
  const presenceOnly = inspection({ locatedPhotos: none });
  expect(problemsOf(draft(), presenceOnly)).toContain('not marked where');
  expect(problemsOf(draft({ model: 'seed-cnn' }), presenceOnly)).toBe('');
  const halves = (train: number, valid: number) =>
    problemsOf(draft(), inspection({ locatedPhotos: { train, valid, test: 9 } }));
  expect(halves(0, 5)).toContain('“train”');
  expect(halves(5, 0)).toContain('“valid”');
});
