import { dispose, ready, setBackend, tensor4d, tidy, transpose } from '@tensorflow/tfjs-core';
import type { LoadedModel } from '../io/model-folder';
import { detectorForward } from './forward';
import type { OpenTileRunner } from './tile-runner';

/** Runs the same model code kernel by kernel on a TensorFlow.js backend that is registered already. */
export const eagerTileRunner =
  (model: LoadedModel, backend: string): OpenTileRunner =>
  async (height, width) => {
    await setBackend(backend);
    await ready();
    return {
      run: async (planes) => {
        await setBackend(backend);
        const peaks = tidy(() => {
          const picture = transpose(tensor4d(planes, [1, 3, height, width]), [0, 2, 3, 1]);
          return detectorForward(model, picture);
        });
        const values = await peaks.data<'float32'>();
        dispose(peaks);
        return values;
      },
      close: () => Promise.resolve(),
    };
  };
