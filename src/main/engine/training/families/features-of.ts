import { basename } from 'node:path';
import type { LabelledPhoto } from '../../../datasets/dataset';
import type { FeatureCache } from '../../backbones/feature-cache';
import type { BatchLog } from '../../input/photo-batches';
import type { TaskOrder } from '../training-task';

/** A photo's features from the cache; null where it could not be read when they were computed, which is logged. */
export async function featuresOf(
  { file }: LabelledPhoto,
  cache: FeatureCache,
  fileHash: TaskOrder['fileHash'],
  log: BatchLog,
): Promise<Float32Array | null> {
  const key = fileHash(file);
  const features = key === null ? null : await cache.read(key);
  if (features) log.photos += 1;
  else
    log.unreadable.push({
      file,
      failure: {
        kind: 'unreadable-file',
        message: `“${basename(file)}” cannot be read.`,
        file: basename(file),
        retryable: false,
      },
    });
  return features;
}
