import { expect, it } from 'vitest';
import { dumpGraph } from './dump-graph';
import { GraphBuilder } from './graph-builder';

it('lists inputs, large constants, nodes with small constants in place, outputs and operators', () => {
  const builder = new GraphBuilder();
  const x = builder.input('x', 'float32', [2, 12]);
  const weights = builder.constant(
    Float32Array.from({ length: 12 }, (_, i) => i / 3),
    'float32',
    [12],
  );
  const product = builder.node('Mul', [x, weights], {}, ['float32', [2, 12]]);
  const clipped = builder.node('Clip', [product, null, builder.scalar(0.1)], {}, ['float32', [2, 12]]);
  const shaped = builder.node('Reshape', [clipped, builder.indices([4, 6])], {}, ['float32', [4, 6]]);
  const leaky = builder.node('LeakyRelu', [shaped], { alpha: { float: 0.25 } }, ['float32', [4, 6]]);
  const turned = builder.node('Transpose', [leaky], { perm: [1, 0] }, ['float32', [6, 4]]);
  const row = builder.constant(Float32Array.of(1, 2, 3, 4), 'float32', [1, 4]);
  const sum = builder.node('Add', [turned, row], {}, ['float32', [6, 4]]);
  expect(dumpGraph(builder.finish([{ name: 'y', value: sum }]))).toBe(`inputs
  x: float32[2, 12]
constants
  constant_1: float32[12] = 0, 0.333333, 0.666667, 1 …
nodes
  Mul_2: float32[2, 12] = Mul(x, constant_1)
  Clip_4: float32[2, 12] = Clip(Mul_2, -, 0.1)
  Reshape_6: float32[4, 6] = Reshape(Clip_4, [4, 6])
  LeakyRelu_7: float32[4, 6] = LeakyRelu(Reshape_6) alpha=0.25
  Transpose_8: float32[6, 4] = Transpose(LeakyRelu_7) perm=[1, 0]
  y: float32[6, 4] = Add(Transpose_8, [1, 2, 3, 4] as 1×4)
outputs
  y: float32[6, 4]
operators
  6: 1 Add, 1 Clip, 1 LeakyRelu, 1 Mul, 1 Reshape, 1 Transpose
`);
});
