import { expect, it } from 'vitest';
import { graphOf, nodeLines } from '../../../../../tests/helpers/graph-lines';
import { shareSubexpressions } from './share-subexpressions';

it('lets a repeated expression be computed once, down a chain', () => {
  const graph = graphOf((builder) => {
    const x = builder.input('x', 'float32', [4]);
    const chain = () => {
      const half = builder.node('Mul', [x, builder.scalar(0.5)], {}, ['float32', [4]]);
      return builder.node('Exp', [half], {}, ['float32', [4]]);
    };
    return builder.node('Add', [chain(), chain()], {}, ['float32', [4]]);
  });
  expect(nodeLines(shareSubexpressions.run(graph))).toEqual([
    'Mul_2: float32[4] = Mul(x, 0.5)',
    'Exp_3: float32[4] = Exp(Mul_2)',
    'y0: float32[4] = Add(Exp_3, Exp_3)',
  ]);
});

it('keeps apart what differs in an attribute, in a constant or in its type', () => {
  const graph = graphOf((builder) => {
    const x = builder.input('x', 'float32', [2, 2]);
    const spec = ['float32', [2, 2]] as const;
    const ones = [builder.scalar(1), builder.constant(Float32Array.of(1), 'float32', [1])];
    return [
      builder.node('Transpose', [x], { perm: [1, 0] }, spec),
      builder.node('Transpose', [x], { perm: [0, 1] }, spec),
      ...ones.map((one) => builder.node('Add', [x, one], {}, spec)),
    ];
  });
  expect(shareSubexpressions.run(graph)).toBe(graph);
});

it('has a pool that is read twice report its places once', () => {
  const graph = graphOf((builder) => {
    const x = builder.input('x', 'float32', [1, 1, 4, 4]);
    const shape = [1, 1, 2, 2];
    const attributes = { kernel_shape: [2, 2], strides: [2, 2] };
    const forward = builder.node('MaxPool', [x], attributes, ['float32', shape]);
    const relu = builder.node('Relu', [forward], {}, ['float32', shape]);
    const [, places] = builder.nodeWithOutputs('MaxPool', [x], attributes, [
      ['float32', shape],
      ['int64', shape],
    ]);
    return [relu, places!];
  });
  expect(nodeLines(shareSubexpressions.run(graph))).toEqual([
    'MaxPool_1: float32[1, 1, 2, 2], y1: int64[1, 1, 2, 2] = MaxPool(x) kernel_shape=[2, 2] strides=[2, 2]',
    'y0: float32[1, 1, 2, 2] = Relu(MaxPool_1)',
  ]);
});

it('gives both names to an output asked for twice', () => {
  const graph = graphOf((builder) => {
    const x = builder.input('x', 'float32', [2]);
    return [1, 2].map(() => builder.node('Exp', [x], {}, ['float32', [2]]));
  });
  const shared = shareSubexpressions.run(graph);
  expect(nodeLines(shared)).toEqual(['y0: float32[2] = Exp(x)', 'y1: float32[2] = Identity(y0)']);
  expect(shareSubexpressions.run(shared)).toBe(shared);
});
