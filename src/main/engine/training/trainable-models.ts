import { TRAINABLE_MODELS } from '../../../shared/training/recipe';
import type { Trainable } from '../../../shared/training/trainable';
import { MODEL_FAMILIES } from './model-families';

/** The models that this version trains. */
export const trainableModels = (): Trainable[] =>
  TRAINABLE_MODELS.flatMap((model) => {
    const family = MODEL_FAMILIES[model];
    if (!family) return [];
    const { settings, metrics, bestBy, crops = false } = family;
    return [{ model, settings, metrics: [...metrics], bestBy, singleLesions: crops }];
  });
