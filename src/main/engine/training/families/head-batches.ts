import type { LabelledPhoto } from '../../../datasets/dataset';
import type { FeatureCache } from '../../backbones/feature-cache';
import type { LazyBackbone } from '../../backbones/lazy-backbone';
import { epochOrder, fullBatches, photoKey, trainingBatches, type BatchLog } from '../../input/photo-batches';
import type { PhotoPreparer } from '../../input/photo-preparer';
import { HEAD_DROPOUT } from '../../ml/models/presence-head';
import { copyDropped } from '../../ml/nn/dropout';
import { mixSeed, seededRandom } from '../../ml/random';
import type { EpochPlace, TaskOrder, TrainingBatch } from '../training-task';
import { featuresOf } from './features-of';
import { photoTruth, truthArray, variedTruth } from '../../presence/presence-truth';

/** Photos whose features are read ahead, while the engine computes. */
const AHEAD = 32;

export interface FeatureSource {
  readonly preparer: PhotoPreparer;
  readonly cache: FeatureCache;
  readonly backbone: LazyBackbone;
}

/** One photo's features, and where in the epoch's order it stands. */
interface Featured {
  readonly photo: LabelledPhoto;
  readonly truth: readonly boolean[] | null;
  readonly features: Float32Array;
  readonly next: number;
}

/**
 * Batches for a head: features with dropout applied, drawn by seed, epoch and photo. They come from the cache, or
 * from the backbone where photos are varied.
 */
export async function* headBatches(
  order: TaskOrder,
  source: FeatureSource,
  place: EpochPlace,
  log: BatchLog,
): AsyncGenerator<TrainingBatch> {
  const { settings, photos, seed } = order;
  const { batchSize } = settings;
  const items = settings.augment ? varied(order, source, place, log) : cached(order, source, place, log);
  const size = source.cache.size;
  const features = new Float32Array(batchSize * size);
  for await (const batch of fullBatches(items, batchSize, place.from > 0)) {
    batch.forEach((item, index) => {
      const random = seededRandom(mixSeed(seed, 'dropout', place.epoch, photoKey(item.photo)));
      const target = features.subarray(index * size, (index + 1) * size);
      copyDropped(item.features, target, HEAD_DROPOUT, random);
    });
    const next = Math.max(...batch.map((item) => item.next));
    yield {
      size: batchSize,
      inputs: { features, labels: truthArray(batch.map(({ truth }) => truth)) },
      files: batch.map(({ photo }) => photo.file),
      next,
      share: next / photos.train.length,
    };
  }
}

async function* cached(
  { photos, seed, fileHash }: TaskOrder,
  { cache }: FeatureSource,
  { epoch, from }: EpochPlace,
  log: BatchLog,
): AsyncGenerator<Featured> {
  const order = epochOrder(photos.train, seed, epoch);
  const line: Promise<Float32Array | null>[] = [];
  for (const [index, photo] of order.entries()) {
    if (index < from) continue;
    while (line.length < AHEAD && index + line.length < order.length) {
      line.push(featuresOf(order[index + line.length] as LabelledPhoto, cache, fileHash, log));
    }
    const features = await line.shift();
    if (features) yield { photo, truth: photoTruth(photo), features, next: index + 1 };
  }
}

async function* varied(
  { photos, seed }: TaskOrder,
  { preparer, backbone }: FeatureSource,
  { epoch, from }: EpochPlace,
  log: BatchLog,
): AsyncGenerator<Featured> {
  const read = { photos: photos.train, preparer, batchSize: 1, ahead: 4, seed, epoch, from };
  for await (const {
    photos: [photo],
    labels: [labels = []],
    images,
    next,
  } of trainingBatches(read, log)) {
    if (!photo) continue;
    const features = (await backbone.run(images)).slice();
    yield { photo, truth: variedTruth(photo, labels), features, next };
  }
}
