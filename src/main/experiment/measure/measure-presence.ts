import { LESION_TYPES } from '../../../shared/clinical/lesion';
import { MaculeError } from '../../../shared/errors';
import { presenceFiguresSchema } from '../../../shared/experiment/presence-result';
import { backboneFolder } from '../../backbones/places';
import { newBatchLog } from '../../engine/input/photo-batches';
import type { PresenceDescription } from '../../engine/io/model-description';
import { readModelFolder, type LoadedModel } from '../../engine/io/model-folder';
import { SEED_PREPARATION } from '../../engine/ml/augment/preparation';
import { presenceFigures } from '../../engine/ml/metrics/presence-figures';
import { judgePresence } from '../../engine/presence/judge-presence';
import { openPresence } from '../../engine/presence/open-presence';
import { UNSUITED } from '../../engine/presence/presence-truth';
import { openPreparer } from '../../engine/training/families/open-preparer';
import { presenceMetrics } from '../../engine/training/families/presence-metrics';
import type { Measurement, Measuring } from '../run-experiment';
import { photosOf, type HeldOut } from './held-out';
import type { MeasureSurroundings } from './measure-surroundings';
import { told } from './told';

const BATCH_SIZE = 8;

/**
 * Measures a classifier of presence on photos that were held out; photos whose labels leave a type open are not
 * judged.
 * @throws MaculeError `model-unavailable`, `cancelled`.
 */
export async function* measurePresence(
  modelFolder: string,
  held: HeldOut,
  surroundings: MeasureSurroundings,
): AsyncGenerator<Measuring, Measurement> {
  const model = presenceModel(await readModelFolder(modelFolder));
  const { side, threshold } = model.description;
  const { threads, cacheFolder, signal } = surroundings;
  const backbones = backboneFolder(cacheFolder);
  const classifier = await openPresence(model, { threads, batchSize: BATCH_SIZE, backbones });
  const preparer = openPreparer(surroundings, { ...SEED_PREPARATION, side });
  const photos = photosOf(held).filter((photo) => !UNSUITED.is(photo));
  const log = newBatchLog();
  try {
    const judged = yield* told(
      judgePresence({ photos, classifier, preparer, log, ...(signal ? { signal } : {}) }),
    );
    const figures = presenceFigures(LESION_TYPES, judged, threshold);
    return {
      loss: figures.loss,
      metrics: presenceMetrics(judged),
      measuredOn: { split: held.split, photos: judged.length },
      result: { kind: 'presence', figures: presenceFiguresSchema.parse(figures) },
      unreadable: log.unreadable.length,
      pictures: [],
    };
  } finally {
    await Promise.all([classifier.close(), preparer.close()]);
  }
}

function presenceModel({ description, weights }: LoadedModel): LoadedModel<PresenceDescription> {
  if (description.task === 'presence') return { description, weights };
  throw new MaculeError({
    kind: 'model-unavailable',
    message: `The model “${description.id}” does not say which lesion types a photo shows.`,
    retryable: false,
  });
}
