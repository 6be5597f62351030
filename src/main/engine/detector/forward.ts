import { tensor, type Tensor } from '@tensorflow/tfjs-core';
import { MaculeError } from '../../../shared/errors';
import { peakMaps } from '../ml/detection/peaks';
import { lesionDetector } from '../ml/models/lesion-detector';
import type { LoadedDetector } from '../io/model-folder';

/** Gives a weight as a tensor; `make` makes it. */
export type WeightSource = (name: string, make: () => Tensor) => Tensor;

/**
 * The detector with trained weights, as one TensorFlow.js expression: picture in, peak maps out. The same
 * code is recorded for compilation and run eagerly.
 * @param x [1, H, W, 3] in [0, 1].
 * @param source may keep weights from run to run.
 * @throws MaculeError `model-unavailable` where the weights lack an array or have it in another shape.
 */
export function detectorForward(
  { description, weights }: LoadedDetector,
  x: Tensor,
  source: WeightSource = (_, make) => make(),
): Tensor {
  const outputs = lesionDetector(
    {
      training: false,
      parameter: ({ name, shape }) => {
        const array = weights.get(name);
        if (!array || array.shape.join() !== shape.join()) {
          throw new MaculeError({
            kind: 'model-unavailable',
            message: `The weights of the model ${description.id} do not fit its description (${name}).`,
            advice: 'Choose another model, or reinstall Macule.',
            retryable: false,
          });
        }
        return source(name, () => tensor(array.values, [...shape]));
      },
      updateStatistic: () => undefined,
    },
    x,
    description.shape,
  );
  return peakMaps(outputs);
}
