import { join } from 'node:path';
import type { ValidationMetrics } from '../../../shared/training/events';
import { RUN_FILES } from '../../../shared/training/run-record';
import { unwritable } from '../../backbones/unwritable';
import { writeModelFolder } from '../io/model-folder';
import type { TrainingRun } from './training-run';

/** Folder of the best model of a run. */
export const bestModelFolder = (outFolder: string): string => join(outFolder, RUN_FILES.model);

/**
 * Writes the run's weights as they are now as a model folder, with the record of how they came about.
 * @param seconds of training so far.
 * @throws MaculeError `no-space` or `unreadable-file`; the model before is then kept or named damaged when it is read.
 */
export async function saveBestModel(
  { model, settings, seed, outFolder, datasets, task, trainer, surroundings }: TrainingRun,
  epoch: number,
  validation: ValidationMetrics,
  seconds: number,
): Promise<string> {
  const folder = bestModelFolder(outFolder);
  await writeModelFolder(
    folder,
    {
      ...task.describe(validation),
      id: 'trained',
      trainedAt: surroundings.now().toISOString(),
      training: {
        model,
        settings,
        seed,
        epoch,
        steps: trainer.steps,
        batchSize: trainer.batchSize,
        seconds: Math.round(seconds),
        datasets: datasets.map(({ name, photos }) => ({ name, photos: photos.length })),
        validation,
      },
    },
    trainer.weights(),
  ).catch((cause: NodeJS.ErrnoException) => {
    throw unwritable(folder, cause);
  });
  return folder;
}
