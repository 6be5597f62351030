import { expect, it } from 'vitest';
import type { RunSummary } from '../../../../shared/training/run-summary';
import { figuresOfRuns, sortedRuns } from './compare-rows';

const run = (name: string, metrics: Readonly<Record<string, number>> | null): RunSummary => ({
  id: name,
  name,
  model: 'seed-cnn',
  dataName: 'clinic',
  clinic: false,
  settings: {},
  seed: 1,
  maxMinutes: null,
  state: 'finished',
  createdAt: '2026-02-03T10:00:00Z',
  endedAt: null,
  reason: 'finished',
  failure: null,
  epoch: name.length,
  epochs: 4,
  seconds: 1,
  best: metrics && { epoch: 1, losses: {}, metrics },
  hasModel: true,
});
const RUNS = [run('bb', { macroF1: 0.5, loss: 2 }), run('a', null), run('ccc', { macroF1: 0.7, photos: 4 })];
const names = (runs: readonly RunSummary[]): string => runs.map(({ name }) => name).join(' ');

it('lists what runs were measured by, once', () => {
  expect(figuresOfRuns(RUNS)).toEqual(['macroF1', 'loss']);
});

it('sorts by figures either way, with unmeasured runs at the end', () => {
  expect(names(sortedRuns(RUNS, { key: 'figure:macroF1', descending: true }))).toBe('ccc bb a');
  expect(names(sortedRuns(RUNS, { key: 'figure:macroF1', descending: false }))).toBe('bb ccc a');
  expect(names(sortedRuns(RUNS, { key: 'figure:loss', descending: false }))).toBe('bb a ccc');
});

it('sorts by words and by numbers', () => {
  expect(names(sortedRuns(RUNS, { key: 'name', descending: false }))).toBe('a bb ccc');
  expect(names(sortedRuns(RUNS, { key: 'rounds', descending: true }))).toBe('ccc bb a');
});
