import { request } from '../../api/client';
import { showFailure } from '../../ui/toast-store';

/** Queues a failed analysis once more. */
export async function retryAnalysis(photoId: string): Promise<void> {
  const result = await request('analysis:run', { photoId });
  if (!result.ok) showFailure('The analysis could not be started', result.failure);
}
