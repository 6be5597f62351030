import { memory } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { compiledTileRunner } from '../../../src/main/engine/detector/compiled-tile-runner';
import { tensorflowWasm } from '../../../src/main/engine/ladder/tensorflow-wasm';
import { relativeError } from '../../helpers/compiled-parity';
import { example } from '../../helpers/parity-inputs';
import { randomModel } from '../../helpers/random-model';

it('the compiled detector and the eager WebAssembly one see the same', async () => {
  const model = randomModel(7);
  const tile = example([3, 64, 96], 11, 0, 1);
  const wasm = tensorflowWasm();
  if (!wasm.available) throw new Error(wasm.reason);
  const compiled = await compiledTileRunner(model, { threads: 1 })(64, 96);
  const eager = await wasm.openModel(model)(64, 96);
  const expected = Array.from(await eager.run(tile.values));
  const actual = Array.from(await compiled.run(tile.values));
  expect(expected.some((value) => value > 0)).toBe(true);
  expect(relativeError(actual, expected)).toBeLessThan(1e-4);
  await Promise.all([compiled.close(), eager.close()]);
});

it('the eager detector keeps its weights from tile to tile, and nothing once it is closed', async () => {
  const wasm = tensorflowWasm();
  if (!wasm.available) throw new Error(wasm.reason);
  const [first, second] = [example([3, 32, 32], 12, 0, 1), example([3, 32, 32], 13, 0, 1)];
  const before = memory().numTensors;
  const eager = await wasm.openModel(randomModel(7))(32, 32);
  const expected = Array.from(await eager.run(first.values));
  const kept = memory().numTensors;
  expect(Array.from(await eager.run(second.values))).not.toEqual(expected);
  expect(Array.from(await eager.run(first.values))).toEqual(expected);
  expect(memory().numTensors).toBe(kept);
  await eager.close();
  expect(memory().numTensors).toBe(before);
});
