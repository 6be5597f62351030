import type { RecipeSettings, TrainableModel } from './recipe';

/** One training run of a recipe; it begins with the best weights of the one before. */
export interface RecipeStage {
  /** Name of its run folder. */
  readonly name: string;
  /** At most; scaled where the whole is given another time. */
  readonly minutes: number;
  readonly settings: RecipeSettings;
  readonly seed: number;
}

/** How a model that comes with Macule is made from the data folders alone. */
export interface ModelRecipe {
  readonly id: string;
  readonly title: string;
  readonly model: TrainableModel;
  readonly stages: readonly RecipeStage[];
  readonly calibration: {
    /** Of the validation photos every so manieth is calibrated on; the figures are measured on all. */
    readonly every: number;
    readonly mirrored: boolean;
    readonly scales: readonly number[];
  };
}

/** Minutes of all stages together. */
export const recipeMinutes = ({ stages }: ModelRecipe): number =>
  stages.reduce((sum, { minutes }) => sum + minutes, 0);

/** The recipe in another time: every stage shorter or longer by the same factor. */
export function recipeWithin(recipe: ModelRecipe, minutes: number): ModelRecipe {
  const factor = minutes / recipeMinutes(recipe);
  const stages = recipe.stages.map((stage) => ({ ...stage, minutes: stage.minutes * factor }));
  return { ...recipe, stages };
}
