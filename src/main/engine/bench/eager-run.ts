import { dispose, ready, setBackend, tensor, tensor4d, tidy, transpose } from '@tensorflow/tfjs-core';
import type { ForwardContext } from '../ml/nn/forward-context';
import type { BenchNetwork } from './bench-networks';

/** A context that gives a network its weights, for inference on whatever backend is active. */
export const inferenceContext = (
  weights: ReadonlyMap<string, { readonly values: Float32Array }>,
): ForwardContext => ({
  training: false,
  parameter: ({ name, shape }) => {
    const found = weights.get(name);
    if (!found) throw new RangeError(`There are no weights for ${name}.`);
    return tensor(found.values, [...shape]);
  },
  updateStatistic: () => undefined,
});

/**
 * Runs a network kernel by kernel.
 * @param planes pictures, [batch, 3, side, side].
 * @returns the values of each output.
 */
export async function runEagerly(
  backend: string,
  weights: ReadonlyMap<string, { readonly values: Float32Array }>,
  planes: Float32Array,
  network: BenchNetwork,
  batch: number,
): Promise<readonly Float32Array[]> {
  await setBackend(backend);
  await ready();
  const outputs = tidy(() => {
    const picture = transpose(tensor4d(planes, [batch, 3, network.side, network.side]), [0, 2, 3, 1]);
    return [...network.forward(inferenceContext(weights), picture)];
  });
  const values = await Promise.all(outputs.map((output) => output.data<'float32'>()));
  dispose(outputs);
  return values;
}
