import { expect, it } from 'vitest';
import { measure } from '../../../src/main/engine/bench/measure';

it('warms up once, runs at least three times and reports the median', async () => {
  let runs = 0;
  const measured = await measure(() => {
    runs += 1;
    return Promise.resolve();
  }, 0);
  expect(runs).toBe(4);
  expect(measured.ms).toBeGreaterThanOrEqual(0);
  expect(measured.peakMB).toBeGreaterThan(1);
});
