import { add, div, mul } from '@tensorflow/tfjs-core';
import type { ScoreCalibration } from '../calibration/fit-score-calibration';
import type { LesionDetectorOutputs } from '../models/lesion-detector';

export interface OutputCalibration {
  /** Of the logit of "a lesion is here" (Platt 1999). */
  readonly score: ScoreCalibration;
  /** Divides the logits of types (Guo 2017); above 1 = less sure. */
  readonly typeTemperature: number;
}

/** Outputs whose probabilities come true as often as they say; the order of scores stays. */
export const calibrated = (
  { objectness, box, types }: LesionDetectorOutputs,
  calibration?: OutputCalibration,
): LesionDetectorOutputs =>
  calibration === undefined
    ? { objectness, box, types }
    : {
        objectness: add(mul(objectness, calibration.score.slope), calibration.score.intercept),
        box,
        types: div(types, calibration.typeTemperature),
      };
