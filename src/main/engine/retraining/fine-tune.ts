import { join } from 'node:path';
import type { TrainingEvent } from '../../../shared/training/events';
import type { RecipeSettings } from '../../../shared/training/recipe';
import { RUN_FILES } from '../../../shared/training/run-record';
import type { Dataset } from '../../datasets/dataset';
import { openDatasets } from '../../datasets/open-dataset';
import { withFaceFinder } from '../face/open-face-finder';
import { readDetectorFolder } from '../io/model-folder';
import { calibrate } from '../jobs/calibrate';
import { trainModel, type TrainingSurroundings } from '../jobs/train';
import { fineTuningRecipe } from './fine-tuning-recipe';
import { stagesOf } from './stages-of';

export interface FineTuningOrder {
  /** A dataset, or a folder of datasets, with photos to learn from (`train`) and held-out ones (`valid`). */
  readonly dataFolder: string;
  /** Model folder of the detector in use. */
  readonly parent: string;
  /** Folder of the run; an interrupted run in it goes on. */
  readonly outFolder: string;
  readonly seed: number;
  readonly resume: boolean;
  readonly maxMinutes?: number;
  /** In place of the recipe's own. */
  readonly settings?: RecipeSettings;
  /** Reads what to learn from, where that is no folder of datasets. */
  readonly openData?: (dataFolder: string) => Promise<readonly Dataset[]>;
}

/**
 * Teaches a detector a clinic's photos, from the weights in use, and fits its scores and threshold to those held out.
 * The model in use is not touched.
 * @returns folder of the new model; null where the run was stopped before its end.
 * @throws MaculeError as `trainModel` and `calibrate` do.
 */
export async function* fineTune(
  order: FineTuningOrder,
  surroundings: TrainingSurroundings,
): AsyncGenerator<TrainingEvent, string | null, void> {
  const { dataFolder, parent, outFolder, seed, resume, maxMinutes, openData = openDatasets } = order;
  const datasets = await openData(dataFolder);
  const learning = datasets.flatMap(({ photos }) => photos.filter(({ split }) => split === 'train'));
  const run = trainModel(
    {
      ...{ model: 'lesion-detector', dataFolder, outFolder, seed, resume, startFrom: parent },
      settings: { ...fineTuningRecipe(learning.length), ...order.settings },
      ...(maxMinutes === undefined ? {} : { maxMinutes }),
    },
    { ...surroundings, openData: () => Promise.resolve(datasets) },
  );
  let stopped = false;
  for await (const event of run) {
    if (event.event === 'done') stopped = event.reason === 'cancelled' || event.model === null;
    yield event;
  }
  if (stopped) return null;
  const model = join(outFolder, RUN_FILES.model);
  const { description } = await readDetectorFolder(parent);
  const { mirrored, scales } = description;
  const { pretrainedFolder, threads } = surroundings;
  const calibrating = (onPhoto: (done: number, total: number) => void) =>
    withFaceFinder(pretrainedFolder, threads, (findFace) =>
      calibrate(model, {
        datasets: datasets.map((dataset) => ({
          ...dataset,
          photos: dataset.photos.filter(({ split }) => split === 'valid'),
        })),
        // As the parent looks at photos.
        ...(mirrored === undefined ? {} : { mirrored }),
        ...(scales === undefined ? {} : { scales }),
        ...{ findFace, threads },
        signal: surroundings.signal ?? new AbortController().signal,
        now: surroundings.now,
        onPhoto,
      }),
    );
  yield* stagesOf('calibrating', calibrating, surroundings.clock);
  return model;
}
