import { LESION_TYPES } from '../../../shared/clinical/lesion';
import { MaculeError } from '../../../shared/errors';
import { presenceFiguresSchema } from '../../../shared/experiment/presence-result';
import { backboneFolder } from '../../backbones/places';
import { frozenBackboneClassifier, seedCnnClassifier } from '../../engine/backbones/presence-classifiers';
import { loadBackbone } from '../../engine/backbones/stored-backbone';
import { evaluationBatches, newBatchLog } from '../../engine/input/photo-batches';
import type { PresenceDescription } from '../../engine/io/model-description';
import { readModelFolder, type LoadedModel } from '../../engine/io/model-folder';
import { SEED_PREPARATION } from '../../engine/ml/augment/preparation';
import type { JudgedPicture } from '../../engine/ml/metrics/judged-picture';
import { presenceFigures } from '../../engine/ml/metrics/presence-figures';
import type { CompiledFunction } from '../../engine/runtime/compiled-function';
import { openPreparer } from '../../engine/training/families/open-preparer';
import { presenceMetrics } from '../../engine/training/families/presence-metrics';
import { photoTruth } from '../../engine/presence/presence-truth';
import type { Measurement, Measuring } from '../run-experiment';
import { photosOf, type HeldOut } from './held-out';
import type { MeasureSurroundings } from './measure-surroundings';

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
  const photos = photosOf(held).filter((photo) => photoTruth(photo) !== null);
  const classifier = await openClassifier(model, surroundings);
  const preparer = openPreparer(surroundings, { ...SEED_PREPARATION, side });
  const judged: JudgedPicture[] = [];
  const log = newBatchLog();
  const { signal } = surroundings;
  try {
    const read = { photos, preparer, batchSize: 1, ahead: 4, ...(signal ? { signal } : {}) };
    for await (const batch of evaluationBatches(read, log)) {
      const probabilities = [...(await classifier.run(batch.images))];
      const [photo] = batch.photos;
      judged.push({ present: (photo && photoTruth(photo)) ?? [], probabilities });
      yield { event: 'measuring', done: judged.length, total: photos.length };
    }
  } finally {
    await Promise.all([classifier.close(), preparer.close()]);
  }
  const figures = presenceFigures(LESION_TYPES, judged, threshold);
  return {
    loss: figures.loss,
    metrics: presenceMetrics(judged),
    measuredOn: { split: held.split, photos: judged.length },
    result: { kind: 'presence', figures: presenceFiguresSchema.parse(figures) },
    unreadable: log.unreadable.length,
    pictures: [],
  };
}

function openClassifier(
  { description, weights }: LoadedModel<PresenceDescription>,
  { threads, cacheFolder }: MeasureSurroundings,
): Promise<CompiledFunction> {
  const { network, side } = description;
  if (network.kind === 'seed-cnn') return seedCnnClassifier(weights, { side, batchSize: 1, threads });
  return loadBackbone(backboneFolder(cacheFolder), network.backbone).then((backbone) =>
    frozenBackboneClassifier(backbone, weights, {
      ...{ height: side, width: side, batchSize: 1, input: network.input, threads },
    }),
  );
}

function presenceModel({ description, weights }: LoadedModel): LoadedModel<PresenceDescription> {
  if (description.task === 'presence') return { description, weights };
  throw new MaculeError({
    kind: 'model-unavailable',
    message: `The model “${description.id}” does not say which lesion types a photo shows.`,
    retryable: false,
  });
}
