import type { LabelledPhoto } from '../../../datasets/dataset';
import type { FeatureCache } from '../../backbones/feature-cache';
import { evaluationBatches, newBatchLog } from '../../input/photo-batches';
import type { PhotoPreparer } from '../../input/photo-preparer';
import type { TaskOrder, Told } from '../training-task';

/** Photos prepared ahead of the backbone. */
const AHEAD = 4;

/**
 * Computes the features of all photos that have none yet, each picture once. Photos that cannot be read have none
 * afterwards.
 * @throws MaculeError `cancelled`, `no-space`.
 */
export async function* cacheFeatures(
  { fileHash, signal }: Pick<TaskOrder, 'fileHash' | 'signal'>,
  photos: readonly LabelledPhoto[],
  preparer: PhotoPreparer,
  cache: FeatureCache,
): Told<void> {
  const missing = new Map<string, LabelledPhoto>();
  for (const photo of photos) {
    const key = fileHash(photo.file);
    if (key !== null && !missing.has(key) && !(await cache.has(key))) missing.set(key, photo);
  }
  const [keys, total] = [[...missing.keys()], photos.length];
  let done = total - keys.length;
  yield { stage: 'features', done, total };
  const read = { photos: [...missing.values()], preparer, batchSize: 1, ahead: AHEAD };
  for await (const { images, next } of evaluationBatches(
    { ...read, ...(signal ? { signal } : {}) },
    newBatchLog(),
  )) {
    await cache.features(keys[next - 1] as string, () => Promise.resolve(images));
    done += 1;
    yield { stage: 'features', done, total };
  }
}
