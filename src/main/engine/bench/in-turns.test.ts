import { expect, it } from 'vitest';
import { timeInTurns, type Contender } from './in-turns';

const contender = (name: string, times: readonly number[], calls: string[]): Contender => {
  let next = 0;
  return {
    ready: { parameters: times.length, version: '1' },
    run: async (_runs, sample) => {
      calls.push(name);
      const ms = times[next % times.length] as number;
      next += 1;
      return { ms: [ms], peakMB: ms * 2, ...(sample ? { sample: [ms] } : {}) };
    },
  };
};

it('lets contenders run in turns and takes each one’s median after the warm-up', async () => {
  const calls: string[] = [];
  const found = await timeInTurns(
    [contender('a', [900, 30, 10, 20], calls), contender('b', [800, 5, 7, 6], calls)],
    0,
    () => 0,
  );
  expect(calls.join('')).toBe('abababab');
  expect(found).toEqual([
    { ms: 20, peakMB: 60, parameters: 4, sample: [900] },
    { ms: 6, peakMB: 14, parameters: 4, sample: [800] },
  ]);
});

it('goes on until the time is over', async () => {
  let time = 0;
  const calls: string[] = [];
  await timeInTurns([contender('a', [1], calls)], 10, () => (time += 1000));
  // A warm-up, three rounds that ask no clock, and nine while it shows 2 to 10 seconds after the start at 1.
  expect(calls).toHaveLength(1 + 3 + 9);
});
