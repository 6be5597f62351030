import type { LabelledPhoto } from '../../datasets/dataset';
import { evaluationBatches, type BatchLog } from '../input/photo-batches';
import type { PhotoPreparer } from '../input/photo-preparer';
import type { JudgedPicture } from '../ml/metrics/judged-picture';
import type { Told } from '../training/training-task';
import type { PresenceClassifier } from './open-presence';
import { photoTruth } from './presence-truth';

export interface PresenceJudgement {
  /** Photos whose labels leave no type open. */
  readonly photos: readonly LabelledPhoto[];
  readonly classifier: PresenceClassifier;
  /** At the classifier's side. */
  readonly preparer: PhotoPreparer;
  /** Receives what cannot be read. */
  readonly log: BatchLog;
  readonly signal?: AbortSignal;
}

/**
 * Holds a classifier's answers against the labels of photos.
 * @throws MaculeError `cancelled` once the signal aborts.
 */
export async function* judgePresence({
  photos,
  classifier,
  preparer,
  log,
  signal,
}: PresenceJudgement): Told<readonly JudgedPicture[]> {
  const judged: JudgedPicture[] = [];
  const read = { photos, preparer, batchSize: classifier.batchSize, ...(signal ? { signal } : {}) };
  for await (const batch of evaluationBatches(read, log)) {
    const answers = await classifier.classify(batch.images);
    judged.push(
      ...batch.photos.map((photo, index) => ({
        present: photoTruth(photo) ?? [],
        probabilities: answers[index] ?? [],
      })),
    );
    yield { stage: 'validating', done: judged.length, total: photos.length };
  }
  return judged;
}
