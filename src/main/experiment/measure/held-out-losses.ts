import type { ValidationMetrics } from '../../../shared/training/events';
import { newBatchLog } from '../../engine/input/photo-batches';
import { readModelFolder } from '../../engine/io/model-folder';
import { fileContents } from '../../engine/training/data-fingerprint';
import type { ModelFamily } from '../../engine/training/training-task';
import type { Measuring } from '../run-experiment';
import { readHistory } from '../training-history';
import { photosOf, type HeldOut } from './held-out';
import type { MeasureSurroundings } from './measure-surroundings';
import { told } from './told';

/**
 * The losses of a model on photos that were held out, as its own training measures them on validation photos: those
 * that it can't learn from are left out. Figures that are not losses, too: thresholds and matching are the evaluation's.
 * None where no photo is left.
 */
export async function* heldOutLosses(
  family: ModelFamily,
  modelFolder: string,
  runFolder: string,
  held: HeldOut,
  { threads, cacheFolder, photoWorker, signal }: MeasureSurroundings,
): AsyncGenerator<Measuring, ValidationMetrics> {
  const { record } = await readHistory(runFolder);
  const { weights } = await readModelFolder(modelFolder);
  const contents = yield* told(fileContents(held.datasets));
  const photos = photosOf(held).filter((photo) => family.unsuited?.is(photo) !== true);
  if (photos.length === 0) return {};
  const task = yield* told(
    family.open({
      ...{ model: record.model, settings: record.settings, seed: record.seed },
      photos: { train: [], valid: photos, crops: [], leaked: 0, unsuited: 0 },
      fileHash: (file) => contents.get(file)?.sha256 ?? null,
      ...{ threads, photoWorker, cacheFolder },
      ...(signal ? { signal } : {}),
    }),
  );
  try {
    const figures = yield* told(task.validate(weights, newBatchLog()));
    return Object.fromEntries(Object.entries(figures).filter(([name]) => /loss$/i.test(name)));
  } finally {
    await task.close();
  }
}
