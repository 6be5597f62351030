import { request } from '../../api/client';
import { showFailure } from '../../ui/toast-store';

/** Queues an analysis of the photo; its course arrives as events. */
export async function runAnalysis(photoId: string): Promise<void> {
  const result = await request('analysis:run', { photoId });
  if (!result.ok) showFailure('The analysis could not be started', result.failure);
}

export async function cancelAnalysis(photoId: string): Promise<void> {
  const result = await request('analysis:cancel', { photoId });
  if (!result.ok) showFailure('The analysis could not be stopped', result.failure);
}
