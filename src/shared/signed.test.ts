import { expect, it } from 'vitest';
import { signed } from './signed';

it('writes a difference with its sign', () => {
  expect([3.4, -12, 0].map(signed)).toEqual(['+3', '−12', '±0']);
});
