import { tensor } from '@tensorflow/tfjs-core';
import type { NamedArray } from '../io/safetensors';
import type { ForwardContext } from '../ml/nn/forward-context';

/**
 * A context that gives a network its stored weights, for inference.
 * @throws RangeError where an array is missing or has another shape: files are checked when they are read.
 */
export const weightsContext = (weights: ReadonlyMap<string, NamedArray>): ForwardContext => ({
  training: false,
  parameter: ({ name, shape }) => {
    const found = weights.get(name);
    if (found?.shape.join() !== shape.join()) throw new RangeError(`The weights ${name} are missing.`);
    return tensor(found.values, [...shape]);
  },
  updateStatistic: () => undefined,
});
