import { MaculeError } from '../../../shared/errors';
import type { TrainableModel } from '../../../shared/training/recipe';
import type { ModelFamily } from './training-task';

/** Who trains what. */
export const MODEL_FAMILIES: Readonly<Partial<Record<TrainableModel, ModelFamily>>> = {};

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
