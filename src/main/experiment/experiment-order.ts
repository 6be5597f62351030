import type { EngineId } from '../../shared/engine/status';
import type { ExperimentModel } from '../../shared/experiment/models';
import type { RecipeSettings } from '../../shared/training/recipe';

/** An experiment, as it is asked for. */
export interface ExperimentOrder {
  /** Absolute. */
  readonly dataFolder: string;
  /** Absolute. */
  readonly outFolder: string;
  /** In the order in which they run. */
  readonly models: readonly ExperimentModel[];
  /** For every model; what is not given is the model's own. */
  readonly settings: RecipeSettings;
  readonly seed: number;
  /** For each model, over all its resumed parts. */
  readonly maxMinutes?: number;
  /** Goes on with what is in the folder: finished models are not trained again. */
  readonly resume: boolean;
  readonly engine?: EngineId;
}
