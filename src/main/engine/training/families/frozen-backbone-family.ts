import { PUBLISHED_WEIGHTS, type BackboneId } from '../../../../shared/backbones/catalogue';
import { backboneFolder } from '../../../backbones/places';
import { FeatureCache, featureFolder } from '../../backbones/feature-cache';
import { lazyBackbone } from '../../backbones/lazy-backbone';
import { loadBackbone } from '../../backbones/stored-backbone';
import { presenceHeadProgram } from '../presence-programs';
import type { ModelFamily, TaskOrder, Told, TrainingTask } from '../training-task';
import { cacheFeatures } from './cache-features';
import { headBatches } from './head-batches';
import { openPreparer, preparationOf } from './open-preparer';
import { PRESENCE_METRICS } from './presence-metrics';
import { PRESENCE_SETTINGS } from './presence-settings';
import { positiveWeights, UNSUITED } from '../../presence/presence-truth';
import { validateHead } from './validate-head';

/** What the backbones are shown: docs/experiments.md. */
export const BACKBONE_INPUT = 'preprocessed';

/** A frozen backbone with the seed study's head. Only the head learns; features come from a cache on disk. */
export const frozenBackboneFamily = (id: BackboneId): ModelFamily => ({
  presence: true,
  unsuited: UNSUITED,
  metrics: PRESENCE_METRICS,
  bestBy: 'loss',
  settings: { ...PRESENCE_SETTINGS, batchSize: 32, learningRate: 1e-4, augment: false },
  open: (order) => open(order, id),
});

async function* open(order: TaskOrder, id: BackboneId): Told<TrainingTask> {
  const { settings, photos, cacheFolder, threads } = order;
  const { side, augment } = settings;
  const backbone = await loadBackbone(backboneFolder(cacheFolder), id);
  const { md5 } = backbone;
  const size = { height: side, width: side, input: BACKBONE_INPUT } as const;
  const compiled = lazyBackbone(backbone, { ...size, batchSize: 1, threads });
  const preparer = openPreparer(order, preparationOf(order));
  const close = async (): Promise<void> => {
    await Promise.all([compiled.close(), preparer.close()]);
  };
  const cache = new FeatureCache(featureFolder(cacheFolder, { backbone: { id, md5 }, ...size }), compiled);
  try {
    // Varied photos have other features each time.
    const still = augment ? photos.valid : [...photos.valid, ...photos.train];
    yield* cacheFeatures(order, still, preparer, cache);
  } catch (thrown) {
    await close();
    throw thrown;
  }
  const weights = settings.classWeights ? positiveWeights(photos.train) : undefined;
  return {
    optimizer: { kind: 'rmsprop' },
    averaging: false,
    program: (batchSize) => presenceHeadProgram(batchSize, cache.size, weights),
    batches: (place, log) => headBatches(order, { preparer, cache, backbone: compiled }, place, log),
    validate: (head, log) => validateHead(order, cache, head, log),
    describe: () => ({
      task: 'presence',
      title: `Presence of lesion types: ${PUBLISHED_WEIGHTS[id].title}, frozen`,
      network: { kind: 'frozen-backbone', backbone: id, md5, input: BACKBONE_INPUT },
      side,
      threshold: 0.5,
    }),
    close,
  };
}
