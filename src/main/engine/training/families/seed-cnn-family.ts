import { seedCnnClassifier } from '../../backbones/presence-classifiers';
import { trainingBatches, type BatchLog } from '../../input/photo-batches';
import type { PhotoPreparer } from '../../input/photo-preparer';
import { SEED_SIDE, seedCnnDropouts } from '../../ml/models/seed-cnn';
import { drawDropout } from '../../ml/nn/dropout';
import { mixSeed, seededRandom } from '../../ml/random';
import { seedCnnProgram } from '../presence-programs';
import type { EpochPlace, ModelFamily, TaskOrder, TrainingBatch, TrainingTask } from '../training-task';
import { doneAtOnce } from '../told';
import { openPreparer, preparationOf } from './open-preparer';
import { PRESENCE_METRICS, presenceMetrics } from './presence-metrics';
import { judgePresence } from '../../presence/judge-presence';
import { classifierOf } from '../../presence/open-presence';
import { positiveWeights, truthArray, UNSUITED, variedTruth } from '../../presence/presence-truth';

/** The seed study's own network, as far as the study says: docs/experiments.md. */
export const SEED_CNN_FAMILY: ModelFamily = {
  presence: true,
  unsuited: UNSUITED,
  metrics: PRESENCE_METRICS,
  bestBy: 'loss',
  settings: {
    epochs: 20,
    batchSize: 8,
    side: SEED_SIDE,
    learningRate: 1e-3,
    schedule: 'constant',
    normLimit: 0,
    earlyStopping: { metric: 'loss', patience: 5 },
    classWeights: false,
    augment: true,
  },
  open: (order) => doneAtOnce(seedCnnTask(order, openPreparer(order, preparationOf(order)))),
};

function seedCnnTask(order: TaskOrder, preparer: PhotoPreparer): TrainingTask {
  const { settings, photos, threads, signal } = order;
  const { side, batchSize } = settings;
  const weights = settings.classWeights ? positiveWeights(photos.train) : undefined;
  return {
    optimizer: { kind: 'adam' },
    averaging: false,
    program: (size) => seedCnnProgram(size, side, weights),
    batches: (place, log) => batches(order, preparer, place, log),
    validate: async function* (trained, log) {
      const network = await seedCnnClassifier(trained, { side, batchSize, threads });
      const classifier = classifierOf(network, batchSize, side);
      try {
        const stop = signal ? { signal } : {};
        return presenceMetrics(
          yield* judgePresence({ photos: photos.valid, classifier, preparer, log, ...stop }),
        );
      } finally {
        await classifier.close();
      }
    },
    describe: () => ({
      task: 'presence',
      title: 'Presence of lesion types: the seed study’s network',
      network: { kind: 'seed-cnn' },
      side,
      threshold: 0.5,
    }),
    close: () => preparer.close(),
  };
}

/** Dropout masks are inputs of a step: they are drawn by seed, epoch and place, whatever happened before. */
async function* batches(
  { settings: { batchSize, side }, photos, seed }: TaskOrder,
  preparer: PhotoPreparer,
  { epoch, from }: EpochPlace,
  log: BatchLog,
): AsyncGenerator<TrainingBatch> {
  const dropouts = seedCnnDropouts(batchSize, side).map(({ name, shape, rate }) => ({
    name,
    rate,
    mask: new Float32Array(shape.reduce((product, size) => product * size, 1)),
  }));
  const read = { photos: photos.train, preparer, batchSize, seed, epoch, from };
  for await (const batch of trainingBatches(read, log)) {
    const random = seededRandom(mixSeed(seed, 'dropout', epoch, batch.next));
    for (const { mask, rate } of dropouts) drawDropout(mask, rate, random);
    yield {
      size: batchSize,
      inputs: {
        images: batch.images,
        labels: truthArray(batch.photos.map((photo, index) => variedTruth(photo, batch.labels[index] ?? []))),
        ...Object.fromEntries(dropouts.map(({ name, mask }) => [name, mask])),
      },
      files: batch.photos.map(({ file }) => file),
      next: batch.next,
      share: batch.next / photos.train.length,
    };
  }
}
