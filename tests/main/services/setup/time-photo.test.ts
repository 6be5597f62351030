import { expect, it } from 'vitest';
import { timePhoto, type TimePhotoOptions } from '../../../../src/main/services/setup/time-photo';
import type { Inference } from '../../../../src/shared/engine/protocol';
import type { TimingProgress } from '../../../../src/shared/ipc/setup';

const INFERENCE = { width: 2000, height: 1500 } as Inference;

/** An engine whose analyses take the given seconds on a clock of its own. */
function surroundings(seconds: readonly number[]): TimePhotoOptions & { readonly told: TimingProgress[] } {
  let clock = 0;
  let next = 0;
  const told: TimingProgress[] = [];
  return {
    told,
    draw: async () => {
      clock += 3_000;
      return 'face.jpg';
    },
    infer: async (_file, { onProgress }) => {
      onProgress?.({ stage: 'detect', done: 1, total: 2 });
      clock += (seconds[next] ?? 0) * 1_000;
      next += 1;
      return INFERENCE;
    },
    engineStatus: () => ({ process: 'starting' }),
    now: () => clock,
    wait: async (ms) => {
      clock += ms;
    },
    signal: new AbortController().signal,
    onProgress: (progress) => told.push(progress),
  };
}

it('tells the middle of three analyses, without the first that loads everything', async () => {
  const options = surroundings([9, 1.4, 1.1, 1.2]);
  expect(await timePhoto(options)).toEqual({ seconds: 1.2, analyses: 3, megapixels: 3 });
  const fractions = options.told.map(({ fraction }) => fraction);
  expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
  expect(fractions.at(-1)).toBeCloseTo(1);
  expect([...new Set(options.told.map(({ stage }) => stage))]).toEqual([
    'drawing',
    'first-analysis',
    'measuring',
  ]);
  expect(options.told[0]?.secondsLeft).toBeNull();
  expect(options.told.at(-1)?.secondsLeft).toBeCloseTo(0);
});

it('waits for engines that are being compared, but not for ever', async () => {
  const options = surroundings([1, 1, 1, 1]);
  const testing = { process: 'ready', ladder: { engines: [{ state: 'testing' }] } };
  await timePhoto({
    ...options,
    engineStatus: () => testing as ReturnType<TimePhotoOptions['engineStatus']>,
  });
  expect(options.now()).toBe(3_000 + 4_000 + 60_000);
});

it('stops where it is told to', async () => {
  const abort = new AbortController();
  const options = surroundings([1, 1, 1, 1]);
  const stopped = timePhoto({
    ...options,
    signal: abort.signal,
    onProgress: ({ stage }) => stage === 'measuring' && abort.abort(),
  });
  await expect(stopped).rejects.toMatchObject({ failure: { kind: 'cancelled' } });
});
