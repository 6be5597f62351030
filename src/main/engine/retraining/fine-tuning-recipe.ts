import type { RecipeSettings, TrainedPart } from '../../../shared/training/recipe';

/** From so many photos to learn from on, more of the detector may learn: a few would be learned by heart. */
const UPPER_FROM = 40;
const ALL_FROM = 150;
const LEARNING_RATES: Readonly<Record<TrainedPart, number>> = { head: 1e-3, upper: 5e-4, all: 4e-4 };
/** Training photos shown in all, over all epochs: what a small clinic's photos need to be learned. */
const LEAST_SHOWN = 250;
const FEWEST_EPOCHS = 4;
const MOST_EPOCHS = 16;
/** Rounds without a better model after which more make it worse. */
const PATIENCE = 4;

/**
 * How a detector is taught so many of a clinic's photos. Rendered lesions of known type are painted on the photos
 * while it learns, so that it keeps the four types where the clinic's photos show few of one.
 * @param photos to learn from, those held out not counted.
 */
export function fineTuningRecipe(photos: number): RecipeSettings {
  const trainedPart: TrainedPart = photos < UPPER_FROM ? 'head' : photos < ALL_FROM ? 'upper' : 'all';
  return {
    trainedPart,
    // A few photos would make poor statistics.
    keepStatistics: true,
    learningRate: LEARNING_RATES[trainedPart],
    epochs: Math.min(MOST_EPOCHS, Math.max(FEWEST_EPOCHS, Math.ceil(LEAST_SHOWN / photos))),
    earlyStopping: { metric: 'score', patience: PATIENCE },
  };
}
