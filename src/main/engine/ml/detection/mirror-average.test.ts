import {
  concat,
  mean,
  mul,
  reshape,
  reverse,
  slice,
  tensor,
  zeros,
  type Tensor,
} from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { expect, it } from 'vitest';
import { mirrorAverage } from './mirror-average';

/** Gives each cell of 2 × 2 pixels its mean red as objectness, and a box that leans to the right by its mean green. */
function detect(x: Tensor) {
  const [batch = 0, height = 0, width = 0] = x.shape;
  const cells = reshape(x, [batch, height / 2, 2, width / 2, 2, 3]);
  const means = mean(cells, [2, 4]);
  const channel = (index: number) => slice(means, [0, 0, 0, index], [batch, height / 2, width / 2, 1]);
  const box = zeros([batch, height / 2, width / 2, 3]);
  return { objectness: channel(0), box: concat([channel(1), box], 3), types: means };
}

it('leaves what mirroring does not change, and cancels what it turns round', () => {
  const x = tensor(
    Float32Array.from({ length: 2 * 6 * 3 }, (_, index) => Math.sin(index)),
    [1, 2, 6, 3],
  );
  const once = detect(x);
  const averaged = mirrorAverage(detect, x);
  const values = (of: Tensor) => Array.from(of.dataSync());
  values(once.objectness).forEach((value, cell) =>
    expect(values(averaged.objectness)[cell]).toBeCloseTo(value, 6),
  );
  // A detector that always leans to its right leans nowhere on average.
  values(averaged.box).forEach((value) => expect(value).toBeCloseTo(0, 6));
});

it('gives a mirrored picture the mirrored answer', () => {
  const x = tensor(
    Float32Array.from({ length: 2 * 6 * 3 }, (_, index) => Math.cos(index)),
    [1, 2, 6, 3],
  );
  const lopsided = (pictures: Tensor) => {
    const { objectness, box, types } = detect(pictures);
    return { objectness: mul(objectness, tensor([1, 2, 3], [1, 1, 3, 1])), box, types };
  };
  const straight = mirrorAverage(lopsided, x).objectness;
  const mirrored = reverse(mirrorAverage(lopsided, reverse(x, 2)).objectness, 2);
  Array.from(straight.dataSync()).forEach((value, cell) =>
    expect(mirrored.dataSync()[cell]).toBeCloseTo(value, 6),
  );
});
