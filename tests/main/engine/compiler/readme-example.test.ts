import { add, matMul, relu, tensor2d } from '@tensorflow/tfjs-core';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { expect, it } from 'vitest';
import { compile } from '../../../../src/main/engine/compiler/compile';
import { dumpGraph } from '../../../../src/main/engine/compiler/graph/dump-graph';
import { encodeOnnx } from '../../../../src/main/engine/compiler/onnx/encode';
import { record } from '../../../../src/main/engine/compiler/record';

it('the example of the README runs as it stands there', async () => {
  const recorded = record(({ input }) => {
    const x = input({ name: 'x', shape: [1, 3] });
    const weights = tensor2d([1, 2, 3, 4, 5, 6], [3, 2]);
    return [{ name: 'y', tensor: relu(add(matMul(x, weights), 1)) }];
  });
  const told: string[] = [];
  const graph = compile(recorded, { onPass: (name, _, after) => told.push(`${name}\n${dumpGraph(after)}`) });
  const session = await InferenceSession.create(encodeOnnx(graph));
  const { y } = await session.run({ x: new Tensor('float32', [1, 1, -1], [1, 3]) });
  // So small a graph leaves the passes nothing to do.
  expect(told).toEqual([]);
  expect(y?.data).toEqual(Float32Array.of(0, 1));
  await session.release();
});
