import { expect, it } from 'vitest';
import { differenceBetween } from './model-difference';

const lesion = (x: number, score = 0.8) => ({
  ...{ type: 'papule' as const, score },
  box: { x, y: 0.5, width: 0.04, height: 0.04 },
});

it('says of each lesion whether the other model counts it too', () => {
  const { before, after } = differenceBetween(
    [lesion(0.1), lesion(0.5)],
    [lesion(0.11), lesion(0.3), lesion(0.9)],
  );
  expect(before.map(({ alone }) => alone)).toEqual([false, true]);
  expect(after.map(({ alone }) => alone)).toEqual([false, true, true]);
});

it('pairs each lesion once', () => {
  const { before, after } = differenceBetween([lesion(0.1)], [lesion(0.1, 0.9), lesion(0.11, 0.7)]);
  expect(before.map(({ alone }) => alone)).toEqual([false]);
  expect(after.map(({ alone }) => alone)).toEqual([false, true]);
});
