import { expect, it } from 'vitest';
import { compiledTileRunner } from '../../../src/main/engine/detector/compiled-tile-runner';
import { tensorflowWasm } from '../../../src/main/engine/ladder/tensorflow-wasm';
import { example, relativeError } from '../../helpers/compiled-parity';
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
