import { join } from 'node:path';
import { writeModelFolder } from '../io/model-folder';
import type { ValidationFigures } from './events';
import type { TrainingRun } from './training-run';
import { validate, VALIDATION_LONG_SIDE } from './validate';

/** Folder of the best model of a run. */
export const bestModelFolder = (outFolder: string): string => join(outFolder, 'model');

/** What makes one model better than another: finding lesions exactly and finding them at all, alike. */
export const modelScore = ({ ap50, centreHitPrecision: p, centreHitRecall: r }: ValidationFigures): number =>
  ap50 + (p + r > 0 ? (2 * p * r) / (p + r) : 0);

const describe = (run: TrainingRun) => ({
  id: 'trained',
  title: 'Trained lesion detector',
  task: 'lesion-detector' as const,
  shape: run.recipe.shape,
  longSide: VALIDATION_LONG_SIDE,
});

/** Measures the run's averaged weights as they are now. */
export const validateRun = (run: TrainingRun): Promise<ValidationFigures> =>
  validate(
    run.photos.valid,
    run.recipe.validationPhotos,
    {
      description: {
        ...describe(run),
        format: 1,
        threshold: 0,
        weightsSha256: '',
        trainedAt: '',
        training: {},
      },
      weights: run.session.weights(),
    },
    run.options.threads,
    run.options.signal,
  );

/** Writes the run's averaged weights as a model folder, with the record of how they came about. */
export async function saveBestModel(
  run: TrainingRun,
  validation: ValidationFigures,
  seconds: number,
): Promise<string> {
  const folder = bestModelFolder(run.options.outFolder);
  await writeModelFolder(
    folder,
    {
      ...describe(run),
      threshold: validation.threshold,
      trainedAt: new Date().toISOString(),
      training: {
        recipe: run.recipe.id,
        seed: run.seed,
        steps: run.session.steps,
        batchSize: run.session.batchSize,
        seconds: Math.round(seconds),
        datasets: run.options.datasets.map(({ name, photos }) => ({ name, photos: photos.length })),
        validation,
      },
    },
    run.session.weights(),
  );
  return folder;
}
