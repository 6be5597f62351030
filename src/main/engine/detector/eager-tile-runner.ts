import {
  dispose,
  keep,
  ready,
  setBackend,
  tensor4d,
  tidy,
  transpose,
  type Tensor,
} from '@tensorflow/tfjs-core';
import type { AnyDetector } from '../io/model-folder';
import { detectorForward, type WeightSource } from './forward';
import type { OpenTileRunner } from './tile-runner';

/** Runs the same model code kernel by kernel on a TensorFlow.js backend that is registered already. */
export const eagerTileRunner =
  (model: AnyDetector, backend: string): OpenTileRunner =>
  async (height, width) => {
    await setBackend(backend);
    await ready();
    const weights = new Map<string, Tensor>();
    // Weights stay on the backend's device from tile to tile.
    const kept: WeightSource = (name, make) => {
      const weight = weights.get(name) ?? keep(make());
      weights.set(name, weight);
      return weight;
    };
    return {
      run: async (planes) => {
        await setBackend(backend);
        const peaks = tidy(() => {
          const picture = transpose(tensor4d(planes, [1, 3, height, width]), [0, 2, 3, 1]);
          return detectorForward(model, picture, kept);
        });
        const values = await peaks.data<'float32'>();
        dispose(peaks);
        return values;
      },
      close: () => {
        dispose([...weights.values()]);
        weights.clear();
        return Promise.resolve();
      },
    };
  };
