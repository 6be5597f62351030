import { mean } from '../../engine/ml/mean';
import type { TrainableModel } from '../../../shared/training/recipe';

/** How well photos reach the engine while a model trains. */
export interface InputSpeed {
  readonly model: TrainableModel;
  /** Share of the time that the engine computed, 0–1; the rest it waited for photos. */
  readonly engineBusy: number;
  readonly photosPerSecond: number;
}

/**
 * Means over the step events of a run, which are told at equal intervals. The first is left out: it holds the wait
 * for the very first photos, which a run of hours has once.
 * @throws RangeError where fewer than two were told: the run was too short to say anything.
 */
export function meanInputSpeed(steps: readonly Omit<InputSpeed, 'model'>[]): Omit<InputSpeed, 'model'> {
  const counted = steps.slice(1);
  if (counted.length === 0)
    throw new RangeError('The run was too short to measure how busy its photos kept the engine.');
  return {
    engineBusy: mean(counted.map(({ engineBusy }) => engineBusy)),
    photosPerSecond: mean(counted.map(({ photosPerSecond }) => photosPerSecond)),
  };
}
