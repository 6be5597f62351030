import { expect, it } from 'vitest';
import { graphOf, nodeLines } from '../../../../../tests/helpers/graph-lines';
import type { GraphBuilder } from '../graph/graph-builder';
import { foldBatchNorm } from './fold-batch-norm';

const floats = (builder: GraphBuilder, values: readonly number[], shape: readonly number[]) =>
  builder.constant(Float32Array.from(values), 'float32', shape);

/** A 1 × 1 convolution of one channel into two, with filters 2 and 3. */
function convolution(b: GraphBuilder, bias?: readonly number[]) {
  const x = b.input('x', 'float32', [1, 1, 4, 4]);
  const inputs = [x, floats(b, [2, 3], [2, 1, 1, 1]), ...(bias ? [floats(b, bias, [2])] : [])];
  return b.node('Conv', inputs, { strides: [1, 1] }, ['float32', [1, 2, 4, 4]]);
}

const SPEC = ['float32', [1, 2, 4, 4]] as const;

it('folds differences, factors, quotients and sums by channel into one convolution', () => {
  const graph = graphOf((b) => {
    const centred = b.node('Sub', [convolution(b), floats(b, [1, 2], [2, 1, 1])], {}, SPEC);
    const scaled = b.node('Mul', [floats(b, [4, 0.5], [1, 2, 1, 1]), centred], {}, SPEC);
    const half = b.node('Div', [scaled, b.scalar(2)], {}, SPEC);
    return b.node('Sub', [floats(b, [10, 20], [2, 1, 1]), half], {}, SPEC);
  });
  // 10 − ((2x − 1) · 4) / 2 = −4x + 12 and 20 − ((3x − 2) · ½) / 2 = −0.75x + 20.5.
  expect(nodeLines(foldBatchNorm.run(graph))).toEqual([
    'y0: float32[1, 2, 4, 4] = Conv(x, [-4, -0.75] as 2×1×1×1, [12, 20.5]) strides=[1, 1]',
  ]);
});

it('folds the operator, and adds to a bias that is there', () => {
  const graph = graphOf((b) => {
    const vectors = [
      [2, 3],
      [5, 7],
      [1, -1],
      [3.75, 8.75],
    ].map((values) => floats(b, values, [2]));
    const attributes = { epsilon: { float: 0.25 } };
    return b.node('BatchNormalization', [convolution(b, [1, 1]), ...vectors], attributes, SPEC);
  });
  // (2x + 1 − 1) / 2 · 2 + 5 and (3x + 1 + 1) / 3 · 3 + 7.
  expect(nodeLines(foldBatchNorm.run(graph))).toEqual([
    'y0: float32[1, 2, 4, 4] = Conv(x, [2, 3] as 2×1×1×1, [5, 9]) strides=[1, 1]',
  ]);
});

it('leaves a convolution that is read elsewhere too, one with weights as inputs, and constants by column', () => {
  const shared = graphOf((b) => {
    const y = convolution(b);
    return [b.node('Mul', [y, b.scalar(2)], {}, SPEC), b.node('Relu', [y], {}, SPEC)];
  });
  const trained = graphOf((b) => {
    const inputs = [b.input('x', 'float32', [1, 1, 4, 4]), b.input('w', 'float32', [2, 1, 1, 1])];
    return b.node('Mul', [b.node('Conv', inputs, {}, SPEC), b.scalar(2)], {}, SPEC);
  });
  const columns = graphOf((b) => b.node('Mul', [convolution(b), floats(b, [1, 2, 3, 4], [4])], {}, SPEC));
  for (const graph of [shared, trained, columns]) expect(foldBatchNorm.run(graph)).toBe(graph);
});
