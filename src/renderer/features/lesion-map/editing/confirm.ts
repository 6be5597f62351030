import type { MapConfirmation } from '../../../../shared/photo/photo';
import { request } from '../../../api/client';
import { showFailure } from '../../../ui/toast-store';

/** Says that the map is complete. @param minScore lowest score of a lesion that is shown, 0–1. */
export async function confirmMap(photoId: string, minScore: number): Promise<void> {
  const result = await request('maps:confirm', { photoId, minScore });
  if (!result.ok) showFailure('The lesion map was not confirmed', result.failure);
}

export async function reopenMap(photoId: string): Promise<void> {
  const result = await request('maps:withdraw', { photoId });
  if (!result.ok) showFailure('The lesion map was not reopened', result.failure);
}

/** What the key does: confirms, also once more what a later analysis has added to, or takes it back. */
export const toggleConfirmed = (
  photoId: string,
  minScore: number,
  confirmation: MapConfirmation | null,
): Promise<void> =>
  confirmation && confirmation.foundSince === 0 ? reopenMap(photoId) : confirmMap(photoId, minScore);
