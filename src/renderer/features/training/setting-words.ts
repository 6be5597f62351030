import type { RecipeSettings, TrainedPart, TrainingIngredient } from '../../../shared/training/recipe';
import { figureTitle } from './words';

/** Settings in the order in which they are shown. */
export const SETTING_NAMES: readonly (readonly [keyof RecipeSettings, string])[] = [
  ['epochs', 'Rounds (epochs)'],
  ['batchSize', 'Photos at once (batch size)'],
  ['side', 'Picture side'],
  ['learningRate', 'Learning rate'],
  ['schedule', 'Course of the learning rate'],
  ['normLimit', 'Gradient limit'],
  ['earlyStopping', 'Early stopping'],
  ['classWeights', 'Rare types weigh more'],
  ['augment', 'Vary photos while training'],
  ['trainedPart', 'Part that learns'],
  ['without', 'Left out'],
  ['renderedShare', 'Tiles with rendered lesions'],
  ['keepStatistics', 'Keep the statistics it starts with'],
];

const PART_WORDS: Readonly<Record<TrainedPart, string>> = {
  all: 'all of it',
  upper: 'the upper half',
  head: 'the head alone',
};

const INGREDIENT_WORDS: Readonly<Record<TrainingIngredient, string>> = {
  'rendered-lesions': 'rendered lesions',
  'lesion-crops': 'pictures of single lesions',
  'look-alikes': 'marks that look like lesions',
  'pretrained-backbone': 'pre-trained backbone',
  'type-narrowing': 'narrowing of types by appearance',
};

/** A setting as it was ordered; null where it was left to the model. */
export function settingText(key: keyof RecipeSettings, settings: RecipeSettings): string | null {
  switch (key) {
    case 'side':
      return settings.side === undefined ? null : `${settings.side} px`;
    case 'schedule':
      if (settings.schedule === undefined) return null;
      return settings.schedule === 'cosine' ? 'falling (cosine)' : 'constant';
    case 'normLimit':
      if (settings.normLimit === undefined) return null;
      return settings.normLimit === 0 ? 'none' : String(settings.normLimit);
    case 'earlyStopping': {
      const { earlyStopping } = settings;
      if (earlyStopping === undefined) return null;
      if (earlyStopping === null) return 'never';
      return `${earlyStopping.patience} rounds without a better ${figureTitle(earlyStopping.metric)}`;
    }
    case 'classWeights':
    case 'augment':
    case 'keepStatistics': {
      const value = settings[key];
      return value === undefined ? null : value ? 'yes' : 'no';
    }
    case 'trainedPart': {
      const { trainedPart } = settings;
      return trainedPart === undefined ? null : PART_WORDS[trainedPart];
    }
    case 'without':
      return settings.without?.map((left) => INGREDIENT_WORDS[left]).join(', ') ?? null;
    case 'renderedShare':
      return settings.renderedShare === undefined ? null : `${Math.round(100 * settings.renderedShare)} %`;
    case 'epochs':
    case 'batchSize':
    case 'learningRate': {
      const value = settings[key];
      return value === undefined ? null : String(value);
    }
  }
}
