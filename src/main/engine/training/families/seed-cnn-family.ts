import { seedCnnClassifier } from '../../backbones/presence-classifiers';
import type { PhotoPreparer } from '../../input/photo-preparer';
import { seedCnnProgram } from '../presence-programs';
import type { ModelFamily, TaskOrder, TrainingTask } from '../training-task';
import { doneAtOnce } from '../told';
import { batchesFromWorker, batchWorkerBeside } from './batches-from-worker';
import { openPreparer, preparationOf } from './open-preparer';
import { PRESENCE_METRICS, presenceMetrics } from './presence-metrics';
import { PRESENCE_SETTINGS } from './presence-settings';
import { seedCnnBatches } from './seed-cnn-batches';
import { judgePresence } from '../../presence/judge-presence';
import { classifierOf } from '../../presence/open-presence';
import { positiveWeights, UNSUITED } from '../../presence/presence-truth';

/** As Keras has it: the study names no settings. */
const OPTIMIZER = { kind: 'adam', epsilon: 1e-7, weightDecay: 0 } as const;

/** The seed study's own network, as far as the study says: docs/experiments.md. */
export const SEED_CNN_FAMILY: ModelFamily = {
  presence: true,
  unsuited: UNSUITED,
  metrics: PRESENCE_METRICS,
  bestBy: 'loss',
  settings: { ...PRESENCE_SETTINGS, batchSize: 8, learningRate: 1e-3, augment: true },
  open: (order) => doneAtOnce(seedCnnTask(order, openPreparer(order, preparationOf(order)))),
};

function seedCnnTask(order: TaskOrder, preparer: PhotoPreparer): TrainingTask {
  const { settings, photos, seed, threads, photoWorker, signal } = order;
  const { side, batchSize } = settings;
  const weights = settings.classWeights ? positiveWeights(photos.train) : undefined;
  return {
    optimizer: OPTIMIZER,
    averaging: false,
    program: (size) => seedCnnProgram(size, side, weights),
    batches: (place, log) => {
      const work = { ...place, photos: photos.train, preparation: preparer.settings, batchSize, seed };
      return photoWorker === null
        ? seedCnnBatches(work, preparer, log)
        : batchesFromWorker(
            batchWorkerBeside(photoWorker),
            { kind: 'seed-cnn', work, photoWorker, threads },
            log,
          );
    },
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
