import { beforeEach, expect, it } from 'vitest';
import type { OpenDatabase } from '../../../src/main/data/database';
import {
  deleteRemovedRuns,
  findRun,
  insertRun,
  listRunFolders,
  listRuns,
  markInterrupted,
  markRunRemoved,
  markRunRestored,
  updateRun,
} from '../../../src/main/data/repositories/training-runs';
import { memoryDatabase } from '../../helpers/memory-database';

const WHEN = '2026-02-03T10:00:00.000Z';
let database: OpenDatabase;
beforeEach(() => {
  database = memoryDatabase();
  for (const id of ['a', 'b', 'c'])
    insertRun(database, {
      id,
      name: `Run ${id}`,
      order: {
        model: 'seed-cnn',
        dataFolder: '/d',
        settings: { earlyStopping: null },
        seed: 1,
        maxMinutes: 5,
      },
      folder: `folder-${id}`,
      createdAt: WHEN,
    });
});

it('keeps runs, newest first, with their order as it was given', () => {
  expect(listRuns(database).map(({ id }) => id)).toEqual(['c', 'b', 'a']);
  expect(findRun(database, 'a')).toEqual({
    id: 'a',
    name: 'Run a',
    order: { model: 'seed-cnn', dataFolder: '/d', settings: { earlyStopping: null }, seed: 1, maxMinutes: 5 },
    folder: 'folder-a',
    createdAt: WHEN,
    state: 'queued',
    endedAt: null,
    reason: null,
    failure: null,
    epoch: 0,
    epochs: null,
    seconds: 0,
    best: null,
    removed: false,
  });
  expect(findRun(database, 'x')).toBeNull();
});

it('changes what is named, and nothing else', () => {
  const best = { epoch: 2, losses: { total: 0.5 }, metrics: { macroF1: 0.7 } };
  const failure = { kind: 'no-space', message: 'Full.', retryable: true } as const;
  updateRun(database, 'a', { state: 'running', epoch: 2, epochs: 9, seconds: 1.5, best });
  updateRun(database, 'a', { state: 'failed', failure, endedAt: WHEN });
  updateRun(database, 'x', { state: 'failed' });
  const changed = { state: 'failed', failure, endedAt: WHEN, epoch: 2, epochs: 9, seconds: 1.5, best };
  expect(findRun(database, 'a')).toMatchObject(changed);
  updateRun(database, 'a', { failure: null, reason: 'early-stopping' });
  expect(findRun(database, 'a')).toMatchObject({ ...changed, failure: null, reason: 'early-stopping' });
});

it('marks what was going on as interrupted', () => {
  updateRun(database, 'b', { state: 'running' });
  updateRun(database, 'c', { state: 'finished' });
  expect(markInterrupted(database)).toBe(2);
  expect(listRuns(database).map(({ state }) => state)).toEqual(['finished', 'interrupted', 'interrupted']);
});

it('takes runs out and brings them back until they are deleted for good', () => {
  expect(markRunRemoved(database, 'a', WHEN)).toBe(true);
  expect(markRunRemoved(database, 'a', WHEN)).toBe(false);
  markRunRemoved(database, 'b', WHEN);
  expect(listRuns(database).map(({ id }) => id)).toEqual(['c']);
  expect(findRun(database, 'a')?.removed).toBe(true);
  expect(markRunRestored(database, 'b')).toBe(true);
  expect(markRunRestored(database, 'c')).toBe(false);
  expect(listRunFolders(database).size).toBe(3);
  expect(deleteRemovedRuns(database)).toBe(1);
  expect([...listRunFolders(database)]).toEqual(['folder-b', 'folder-c']);
});
