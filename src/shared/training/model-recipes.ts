import type { ModelRecipe } from './model-recipe';
import type { RecipeSettings } from './recipe';

/** Until the seventh stage the detector had seen no pictures of single lesions (docs/starter-detector.md). */
const WITHOUT_CROPS: Pick<RecipeSettings, 'without'> = { without: ['lesion-crops'] };

/**
 * The starter detector. The weights that come with Macule were made in these seven stages while its trainer grew:
 * the first two cut tiles in other sizes, the second from photos enlarged 1.5 times, the residual blocks came with the
 * fourth and the seventh, until the fifth lesions were painted on tiles, not on the photo they are cut from, until the
 * sixth the first stages of the backbone learned nothing, and in all of them no tile was as sharp as what an analysis
 * shows. Made again, all stages use the trainer as it is now.
 */
const STARTER: ModelRecipe = {
  id: 'starter',
  title: 'Macule starter detector',
  model: 'lesion-detector',
  stages: [
    { name: '1-from-imagenet', minutes: 100, settings: { ...WITHOUT_CROPS }, seed: 1 },
    { name: '2-half-rate', minutes: 80, settings: { ...WITHOUT_CROPS, learningRate: 0.0005 }, seed: 1 },
    {
      name: '3-six-rounds',
      minutes: 88,
      settings: { ...WITHOUT_CROPS, epochs: 6, learningRate: 0.0007 },
      seed: 1,
    },
    {
      name: '4-fourteen-rounds',
      minutes: 112,
      settings: { ...WITHOUT_CROPS, epochs: 14, learningRate: 0.001 },
      seed: 4,
    },
    {
      ...{ name: '5-fewer-rendered', minutes: 105, seed: 5 },
      settings: { ...WITHOUT_CROPS, epochs: 8, learningRate: 0.0005, renderedShare: 0.1 },
    },
    {
      ...{ name: '6-rendered-on-photos', minutes: 105, seed: 6 },
      settings: { ...WITHOUT_CROPS, epochs: 8, learningRate: 0.0005, renderedShare: 0.1 },
    },
    {
      ...{ name: '7-more-blocks', minutes: 96, seed: 8 },
      settings: { epochs: 12, learningRate: 0.001, renderedShare: 0.1 },
    },
  ],
  calibration: { every: 2, mirrored: true, scales: [1, 1.5] },
};

/** Two stages of seconds: shows that data folders, training, calibration and card go together on a computer. */
const TRIAL: ModelRecipe = {
  id: 'trial',
  title: 'Trial detector',
  model: 'lesion-detector-trial',
  stages: [
    { name: '1-first', minutes: 1, settings: {}, seed: 1 },
    { name: '2-second', minutes: 1, settings: { learningRate: 0.0005, renderedShare: 0.1 }, seed: 2 },
  ],
  calibration: { every: 1, mirrored: false, scales: [1] },
};

export const MODEL_RECIPES = { starter: STARTER, trial: TRIAL } as const;
export type ModelRecipeId = keyof typeof MODEL_RECIPES;
export const MODEL_RECIPE_IDS = Object.keys(MODEL_RECIPES) as readonly ModelRecipeId[];
