import { expect, it } from 'vitest';
import { averageWeights } from './average-weights';

const network = (kernel: readonly number[], bias: number, shape = [kernel.length]) =>
  new Map([
    ['kernel', { shape, values: Float32Array.from(kernel) }],
    ['bias', { shape: [1], values: Float32Array.of(bias) }],
  ]);

it('is the mean of every number, by name', () => {
  const other = new Map([...network([3, 5], 0.5)].toReversed());
  const mean = averageWeights([network([1, 2], 0.25), other, network([2, -1], 0)]);
  expect(mean).toEqual(network([2, 2], 0.25));
  expect([...mean.keys()]).toEqual(['kernel', 'bias']);
});

it('of one network is that network, bit for bit', () => {
  const one = network([0.1, 1e-30, -3e30], 0.3);
  expect(averageWeights([one])).toEqual(one);
});

it('refuses networks of another shape or with other names', () => {
  const one = network([1, 2, 3, 4], 0);
  expect(() => averageWeights([one, network([1, 2, 3, 4], 0, [2, 2])])).toThrow('different shapes');
  expect(() =>
    averageWeights([one, new Map([...one, ['more', { shape: [1], values: Float32Array.of(1) }]])]),
  ).toThrow('different shapes');
});
