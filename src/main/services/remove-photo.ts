import { MaculeError } from '../../shared/errors';
import type { WritableDatabase } from '../data/database';
import type { PhotoStore } from '../data/photo-store';
import { deleteRemoved, listPhotoIds, markRemoved, markRestored } from '../data/repositories/photos';
import { requirePhoto } from './photo-summaries';

/** Takes a photo out of the gallery; it can be restored until the app closes. @throws MaculeError `not-found`. */
export function removePhoto(database: WritableDatabase, photoId: string, now: Date): void {
  requirePhoto(database, photoId);
  markRemoved(database, photoId, now.toISOString());
}

/** @throws MaculeError `not-found` where the photo is gone for good. */
export function restorePhoto(database: WritableDatabase, photoId: string): void {
  if (markRestored(database, photoId)) return;
  throw new MaculeError({
    kind: 'not-found',
    message: 'This photo can no longer be brought back.',
    advice: 'Open the photo again from its file.',
    retryable: false,
  });
}

/**
 * Deletes removed photos for good, rows first: a photo whose deletion is cut short has files that nobody
 * owns, and those go with the next sweep.
 */
export async function purgeRemoved(database: WritableDatabase, store: PhotoStore): Promise<void> {
  for (const photoId of deleteRemoved(database)) await store.remove(photoId);
}

/** Puts the store in order at start: what an earlier session removed, and what a killed import left. */
export async function tidyStore(database: WritableDatabase, store: PhotoStore): Promise<number> {
  await purgeRemoved(database, store);
  return store.sweep(listPhotoIds(database));
}
