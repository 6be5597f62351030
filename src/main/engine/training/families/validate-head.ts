import type { ValidationMetrics } from '../../../../shared/training/events';
import type { FeatureCache } from '../../backbones/feature-cache';
import { headClassifier } from '../../backbones/presence-classifiers';
import type { BatchLog } from '../../input/photo-batches';
import type { NamedArray } from '../../io/safetensors';
import type { JudgedPicture } from '../../ml/metrics/judged-picture';
import type { TaskOrder, Told } from '../training-task';
import { featuresOf } from './features-of';
import { presenceMetrics } from './presence-metrics';
import { photoTruth } from '../../presence/presence-truth';
import { cancelledTraining } from '../cancelled-training';

/** Judges a head on the cached features of the photos held out. */
export async function* validateHead(
  { photos, fileHash, threads, signal }: TaskOrder,
  cache: FeatureCache,
  head: ReadonlyMap<string, NamedArray>,
  log: BatchLog,
): Told<ValidationMetrics> {
  const classifier = await headClassifier(head, { features: cache.size, batchSize: 1, threads });
  const judged: JudgedPicture[] = [];
  try {
    for (const photo of photos.valid) {
      if (signal?.aborted) throw cancelledTraining();
      const features = await featuresOf(photo, cache, fileHash, log);
      if (!features) continue;
      const probabilities = [...(await classifier.run(features))];
      judged.push({ present: photoTruth(photo) ?? [], probabilities });
      yield { stage: 'validating', done: judged.length, total: photos.valid.length };
    }
  } finally {
    await classifier.close();
  }
  return presenceMetrics(judged);
}
