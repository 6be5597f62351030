import '@tensorflow/tfjs-backend-cpu';
import { setBackend, tensor, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { presenceLoss } from './presence-loss';

beforeAll(async () => {
  await setBackend('cpu');
});

const loss = (logits: number[][], labels: number[][]) =>
  tidy(() => presenceLoss(tensor(logits), tensor(labels)).dataSync()[0]!);

it('is the mean of −ln p over pictures and labels', () => {
  const logits = [
    [0, 2],
    [-1, 0.5],
  ];
  const p = (x: number) => 1 / (1 + Math.exp(-x));
  const expected = -(Math.log(p(0)) + Math.log(1 - p(2)) + Math.log(1 - p(-1)) + Math.log(p(0.5))) / 4;
  expect(
    loss(logits, [
      [1, 0],
      [0, 1],
    ]),
  ).toBeCloseTo(expected, 6);
});

it('stays finite and right for sure answers, right or wrong', () => {
  expect(loss([[80, -80]], [[1, 0]])).toBeCloseTo(0, 6);
  expect(loss([[80, -80]], [[0, 1]])).toBeCloseTo(80, 4);
});

it('weighs present labels as it is told', () => {
  const weighted = tidy(
    () => presenceLoss(tensor([[0, 0, 0]]), tensor([[1, 0, 1]]), [3, 5, 0.5]).dataSync()[0]! / Math.LN2,
  );
  expect(weighted).toBeCloseTo((3 + 1 + 0.5) / 3, 6);
});
