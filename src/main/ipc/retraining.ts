import type { ModelDifferences } from '../services/retraining/model-differences';
import type { Retraining } from '../services/retraining/retraining';
import type { Handle } from './handle';

/** Answers the requests about teaching the model in use the clinic's own patients. */
export function handleRetraining(
  handle: Handle,
  retraining: Retraining,
  differences: ModelDifferences,
): void {
  handle('retraining:dataset', () => retraining.dataset());
  handle('retraining:queue', ({ limit }) => retraining.queue(limit));
  handle('retraining:begin', ({ maxMinutes }) => retraining.begin(maxMinutes));
  handle('retraining:verdict', ({ runId }) => retraining.verdict(runId));
  handle('retraining:reopened', ({ runId }) => retraining.reopened(runId));
  handle('retraining:differences', ({ runId }) => differences.onTestPhotos(runId));
  handle('retraining:look-at-photo', ({ runId, photoId }) => differences.onPhoto(runId, photoId));
}
