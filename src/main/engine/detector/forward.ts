import { mul, tensor, type Tensor } from '@tensorflow/tfjs-core';
import { MaculeError } from '../../../shared/errors';
import { calibrated } from '../ml/detection/calibrated';
import { mirrorAverage } from '../ml/detection/mirror-average';
import { peakMaps } from '../ml/detection/peaks';
import { yoloAnchors } from '../ml/detection/yolo-anchors';
import { decodeYolo } from '../ml/detection/yolo-decode';
import { lesionDetector } from '../ml/models/lesion-detector';
import { yolov8 } from '../ml/models/yolov8';
import type { ForwardContext } from '../ml/nn/forward-context';
import type { AnyDetector } from '../io/model-folder';

/** Gives a weight as a tensor; `make` makes it. */
export type WeightSource = (name: string, make: () => Tensor) => Tensor;

/**
 * The detector with trained weights, as one TensorFlow.js expression. The same code is recorded for compilation and
 * run eagerly.
 * @param x [1, H, W, 3] in [0, 1].
 * @returns peak maps [1, H / 4, W / 4, channels] of a lesion detector; boxes
 *   (left, top, right, bottom as fractions of the picture) and class scores [1, A, 4 + C] of YOLOv8.
 * @param source may keep weights from run to run.
 * @throws MaculeError `model-unavailable` where the weights lack an array or have it in another shape.
 */
export function detectorForward(
  { description, weights }: AnyDetector,
  x: Tensor,
  source: WeightSource = (_, make) => make(),
): Tensor {
  const context: ForwardContext = {
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
  };
  if (description.task === 'lesion-detector') {
    const detect = (pictures: Tensor) => lesionDetector(context, pictures, description.shape);
    const outputs = description.mirrored ? mirrorAverage(detect, x) : detect(x);
    return peakMaps(calibrated(outputs, description.calibration));
  }
  const [, height = 0, width = 0] = x.shape;
  const levels = yolov8(context, x, description.scale, description.classes.length);
  // Engines are compared by the share of the largest value: boxes in pixels would hide what becomes of scores.
  const fractions = [1 / width, 1 / height, 1 / width, 1 / height, ...description.classes.map(() => 1)];
  return mul(decodeYolo(levels, yoloAnchors(height, width)), tensor(fractions));
}
