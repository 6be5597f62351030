import { expect, it } from 'vitest';
import { graphOf, nodeLines } from '../../../../../tests/helpers/graph-lines';
import { compile } from '../compile';
import { foldConstants } from './fold-constants';

it('computes what depends on constants alone', () => {
  const graph = graphOf((builder) => {
    const x = builder.input('x', 'float32', [2]);
    const four = builder.node('Sqrt', [builder.scalar(16)], {}, ['float32', []]);
    const sum = builder.node('Add', [four, builder.scalar(0.5)], {}, ['float32', []]);
    return builder.node('Mul', [x, sum], {}, ['float32', [2]]);
  });
  expect(nodeLines(foldConstants.run(graph))).toEqual(['y0: float32[2] = Mul(x, 4.5)']);
});

it('folds a filter with its factors, turned, into one array of 32-bit floats', () => {
  const graph = graphOf((builder) => {
    const filter = builder.constant(
      Float32Array.from({ length: 6 }, (_, i) => i + 1),
      'float32',
      [3, 2],
    );
    const factor = builder.constant(Float32Array.of(0.1, 10), 'float32', [2]);
    const scaled = builder.node('Mul', [filter, factor], {}, ['float32', [3, 2]]);
    return builder.node('Transpose', [scaled], { perm: [1, 0] }, ['float32', [2, 3]]);
  });
  const { constants } = foldConstants.run(graph);
  const [folded] = [...constants.values()];
  expect(constants.size).toBe(1);
  expect(folded?.shape).toEqual([2, 3]);
  const tenth = Math.fround(0.1);
  expect(folded?.values).toEqual(Float32Array.of(tenth, 3 * tenth, 5 * tenth, 20, 40, 60));
});

it('does not write a large fill out', () => {
  const graph = graphOf((builder) => {
    const shape = [64, 64];
    return builder.node('Expand', [builder.scalar(1), builder.indices(shape)], {}, ['float32', shape]);
  });
  expect(foldConstants.run(graph)).toBe(graph);
});

it('leaves a training graph, whose weights are inputs, no bigger', () => {
  const graph = graphOf((builder) => {
    const filter = builder.input('filter', 'float32', [4, 3, 1, 1]);
    const x = builder.input('x', 'float32', [1, 3, 8, 8]);
    return builder.node('Conv', [x, filter], {}, ['float32', [1, 4, 8, 8]]);
  });
  expect(compile(graph)).toBe(graph);
});
