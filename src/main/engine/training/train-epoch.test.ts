import { expect, it } from 'vitest';
import { newBatchLog } from '../input/photo-batches';
import { Pace } from './pace';
import { RunTime, standingOf } from './run-standing';
import { trainEpoch } from './train-epoch';
import type { TrainingRun } from './training-run';

it('tells the mean of all losses since it last told one', async () => {
  let seconds = 0;
  const totals = [8, 4, 3, 1];
  let steps = 0;
  const run = {
    maxMinutes: null,
    earlier: null,
    settings: { epochs: 1, batchSize: 1, schedule: 'constant', learningRate: 0.1 },
    photos: { train: totals },
    task: {
      batches: async function* () {
        for (let next = 1; next <= totals.length; next += 1)
          yield await Promise.resolve({ size: 1, inputs: {}, files: [], next, share: next / totals.length });
      },
    },
    trainer: {
      get steps() {
        return steps;
      },
      // Each step takes one second; every second one is told of.
      train: () => {
        seconds += 1;
        steps += 1;
        return Promise.resolve({ losses: { total: totals[steps - 1] }, shrunkFrom: null, busy: 1 });
      },
    },
    surroundings: { clock: () => seconds },
  } as unknown as TrainingRun;
  const nothing = function* () {};
  const told = [];
  for await (const event of trainEpoch(run, standingOf(null), {
    time: new RunTime(run),
    pace: new Pace(() => seconds),
    log: newBatchLog(),
    stopped: () => false,
    tellSkipped: nothing,
    checkpointIfDue: async function* () {},
  }))
    if (event.event === 'step') told.push([event.step, event.losses]);
  expect(told).toEqual([
    [2, { total: 6 }],
    [4, { total: 2 }],
  ]);
});
