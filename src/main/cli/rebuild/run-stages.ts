import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MaculeError } from '../../../shared/errors';
import type { TrainingEvent } from '../../../shared/training/events';
import type { ModelRecipe, RecipeStage } from '../../../shared/training/model-recipe';
import type { TrainingOrder } from '../../../shared/training/recipe';
import { RUN_FILES } from '../../../shared/training/run-record';
import { writeAtomically } from '../../vault/write-atomically';
import { readCheckpoint } from '../../engine/training/checkpoint';

/** Says in a stage's folder that it is over. */
const FINISHED = 'finished.json';

export interface StagesOptions {
  /** Folder of datasets, absolute. */
  readonly dataFolder: string;
  /** Each stage has its run folder in it, absolute. */
  readonly outFolder: string;
  readonly train: (order: TrainingOrder) => AsyncGenerator<TrainingEvent>;
  readonly onStage: (stage: RecipeStage, number: number) => void;
  readonly onEvent: (event: TrainingEvent) => void;
}

/**
 * Trains a recipe's stages one after the other, each from the best weights of the one before. Stages that are over are
 * passed over and one that was cut short goes on, so the whole may be killed at any moment and begun again.
 * @returns folder of the last stage's best model; null where it was cancelled.
 * @throws MaculeError `invalid-input` where a stage ends before its first validation, and what training throws.
 */
export async function runStages(
  { model, stages }: ModelRecipe,
  { dataFolder, outFolder, train, onStage, onEvent }: StagesOptions,
): Promise<string | null> {
  let startFrom: string | null = null;
  for (const [index, stage] of stages.entries()) {
    const folder = join(outFolder, stage.name);
    const finished = join(folder, FINISHED);
    if (!(await exists(finished))) {
      onStage(stage, index + 1);
      const order: TrainingOrder = {
        ...{ model, dataFolder, outFolder: folder, settings: stage.settings, seed: stage.seed },
        ...{ maxMinutes: stage.minutes, resume: (await readCheckpoint(folder)) !== null },
        ...(startFrom === null ? {} : { startFrom }),
      };
      let done: Extract<TrainingEvent, { event: 'done' }> | null = null;
      for await (const event of train(order)) {
        onEvent(event);
        if (event.event === 'done') done = event;
      }
      if (done === null || done.reason === 'cancelled') return null;
      if (done.model === null) throw tooShort(stage);
      await writeAtomically(finished, `${JSON.stringify({ reason: done.reason, step: done.step })}\n`);
    }
    startFrom = join(folder, RUN_FILES.model);
  }
  return startFrom;
}

const exists = (file: string): Promise<boolean> =>
  readFile(file).then(
    () => true,
    () => false,
  );

const tooShort = ({ name }: RecipeStage): MaculeError =>
  new MaculeError({
    kind: 'invalid-input',
    message: `The time was over before the stage “${name}” had a first model to go on from.`,
    advice: 'Give it more time with --max-minutes, in another folder.',
    retryable: false,
  });
