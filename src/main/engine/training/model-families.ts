import { MaculeError } from '../../../shared/errors';
import type { TrainableModel } from '../../../shared/training/recipe';
import { frozenBackboneFamily } from './families/frozen-backbone-family';
import {
  LESION_DETECTOR_FAMILY,
  SMALL_DETECTOR_FAMILY,
  TRIAL_DETECTOR_FAMILY,
} from './families/lesion-detector-family';
import { SEED_CNN_FAMILY } from './families/seed-cnn-family';
import { yoloFamily } from './families/yolo-family';
import { YOLO_N, YOLO_S } from '../ml/models/yolov8';
import type { ModelFamily } from './training-task';

/** Who trains what. */
export const MODEL_FAMILIES: Readonly<Partial<Record<TrainableModel, ModelFamily>>> = {
  'seed-cnn': SEED_CNN_FAMILY,
  vgg19: frozenBackboneFamily('vgg19'),
  resnet50: frozenBackboneFamily('resnet50'),
  efficientnetb3: frozenBackboneFamily('efficientnet-b3'),
  yolov8n: yoloFamily('YOLOv8-n', YOLO_N),
  yolov8s: yoloFamily('YOLOv8-s', YOLO_S),
  'lesion-detector': LESION_DETECTOR_FAMILY,
  'lesion-detector-small': SMALL_DETECTOR_FAMILY,
  'lesion-detector-trial': TRIAL_DETECTOR_FAMILY,
};

/** @throws MaculeError `invalid-input` for a model that this version cannot train. */
export function familyOf(model: TrainableModel): ModelFamily {
  const family = MODEL_FAMILIES[model];
  if (family) return family;
  throw new MaculeError({
    kind: 'invalid-input',
    message: `This version of Macule cannot train “${model}”.`,
    advice: `Choose one of: ${Object.keys(MODEL_FAMILIES).join(', ')}.`,
    retryable: false,
  });
}
