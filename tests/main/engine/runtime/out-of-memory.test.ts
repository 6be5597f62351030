import { matMul, type Tensor2D } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { record } from '../../../../src/main/engine/compiler/record';
import { isOutOfMemory, OutOfMemory } from '../../../../src/main/engine/runtime/out-of-memory';
import { allocate, Session } from '../../../../src/main/engine/runtime/session';

it('tells a real lack of memory from other failures', async () => {
  // 2⁴⁸ bytes: more than a process can address, so no system can promise them.
  const side = 2 ** 23;
  const graph = record(({ input }) => {
    const [column, row] = [
      input({ name: 'column', shape: [side, 1] }),
      input({ name: 'row', shape: [1, side] }),
    ] as [Tensor2D, Tensor2D];
    return [{ name: 'product', tensor: matMul(column, row) }];
  });
  const session = await Session.open(graph, { threads: 1 });
  const nowhere = { product: null as never };
  await expect(session.run(allocate(graph.inputs), nowhere)).rejects.toThrow(OutOfMemory);
  await expect(session.run({}, nowhere)).rejects.not.toThrow(OutOfMemory);
  await session.close();
});

it.each([
  'Failed to allocate memory for requested buffer of size 281474976710656',
  'std::bad_alloc',
  'BFC Arena ran out of memory trying to allocate 4096',
  'CUDA failure 2: out of memory ; GPU=0',
  'CUDNN_STATUS_ALLOC_FAILED',
  'DmlExecutionProvider … Exception(1) tid(1f0) 8007000E Not enough memory resources are available',
  'VK_ERROR_OUT_OF_DEVICE_MEMORY',
  'Tile output tensor would require more than 4294967296 bytes, which exceeds the supported maximum',
  'OOM when allocating tensor with shape[8,64,416,416]',
  'Array buffer allocation failed',
  'Invalid typed array length: 1099511627776',
])('knows “%s”', (message) => {
  expect(isOutOfMemory(new Error(message))).toBe(true);
});

it.each([
  'Invalid typed array length: -1',
  'Non-zero status code returned while running Conv node',
  'Failed to get a WebGPU adapter: No supported adapters',
])('does not take “%s” for it', (message) => {
  expect(isOutOfMemory(new Error(message))).toBe(false);
});
