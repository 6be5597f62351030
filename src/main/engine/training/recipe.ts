import type { ViewSettings } from '../ml/augment/view';
import { TRAINING_VIEW } from '../ml/augment/view';
import { SMALL_DETECTOR, type LesionDetectorShape } from '../ml/models/lesion-detector';
import type { UpdateChoice } from './update-settings';

/** Everything that decides a training run besides its data and seed. */
export interface TrainingRecipe {
  readonly id: string;
  readonly shape: LesionDetectorShape;
  readonly batchSize: number;
  /** Pixels; tiles are cut at the photo's own scale, times the view's. */
  readonly tileSide: number;
  readonly learningRate: number;
  /** Passes over the photos when no time limit ends the run before. */
  readonly epochs: number;
  /** Optimiser, clipping and averaging. */
  readonly update: UpdateChoice;
  readonly view: ViewSettings;
  /** Share of tiles on which rendered lesions of known type are painted. */
  readonly paintedShare: number;
  /** Photos that one validation looks at. */
  readonly validationPhotos: number;
}

/** The default: what the shipped detector was trained with. */
export const SMALL_RECIPE: TrainingRecipe = {
  id: 'small',
  shape: SMALL_DETECTOR,
  batchSize: 8,
  tileSide: 256,
  learningRate: 2e-3,
  epochs: 30,
  update: { normLimit: 5 },
  view: TRAINING_VIEW,
  paintedShare: 0.3,
  validationPhotos: 48,
};

/** A few minutes' run of a tiny network, to try a dataset or a machine. */
export const TRIAL_RECIPE: TrainingRecipe = {
  ...SMALL_RECIPE,
  id: 'trial',
  shape: { backbone: [8, 16, 24, 32, 32], blocks: [1, 1, 1, 0], merged: 16 },
  batchSize: 4,
  tileSide: 128,
  epochs: 2,
  validationPhotos: 8,
};

export const RECIPES: readonly TrainingRecipe[] = [SMALL_RECIPE, TRIAL_RECIPE];
