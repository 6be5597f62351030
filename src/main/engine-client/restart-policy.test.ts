import { expect, it } from 'vitest';
import { restartDelay } from './restart-policy';

it('waits longer each time, then gives up', () => {
  const policy = { backOff: [250, 1_000], limit: 4, window: 60_000 };
  expect([1, 2, 3, 4, 5].map((ends) => restartDelay(ends, policy))).toEqual([250, 1_000, 1_000, null, null]);
});
