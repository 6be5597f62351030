import { MaculeError } from '../../shared/errors';
import type { WritableDatabase } from '../data/database';
import { act } from '../data/journal/journal';
import { limitOfReturn, purgeRecord } from '../data/journal/purge';
import type { PhotoStore, Swept } from '../data/photo-store';
import { deleteRemoved, findPhoto, listPhotoIds, savePhotoRemoval } from '../data/repositories/photos';
import { requirePhoto } from './require-photo';

/** Takes a photo out of the gallery; it can be restored for thirty days. @throws MaculeError `not-found`. */
export function removePhoto(database: WritableDatabase, photoId: string, now: Date): void {
  const { fileName } = requirePhoto(database, photoId);
  const at = now.toISOString();
  act(database, { title: `Remove ${fileName}`, at }, (edit) => savePhotoRemoval(database, edit, photoId, at));
}

/** Puts a photo back into the gallery; one that is there stays. @throws MaculeError `not-found` where it is gone for good. */
export function restorePhoto(database: WritableDatabase, photoId: string, now: Date): void {
  const photo = findPhoto(database, photoId);
  if (!photo)
    throw new MaculeError({
      kind: 'not-found',
      message: 'This photo can no longer be brought back.',
      advice: 'Open the photo again from its file.',
      retryable: false,
    });
  act(database, { title: `Bring back ${photo.fileName}`, at: now.toISOString() }, (edit) =>
    savePhotoRemoval(database, edit, photoId, null),
  );
}

/**
 * Deletes for good what was removed longer ago than the way back lasts, rows first: a photo whose deletion is cut
 * short has files that nobody owns, and those go with the next sweep.
 */
export async function purgeRemoved(database: WritableDatabase, store: PhotoStore, now: Date): Promise<void> {
  purgeRecord(database, now);
  for (const photoId of deleteRemoved(database, limitOfReturn(now))) await store.remove(photoId);
}

/** Puts the library in order after a start: what was removed long ago, and what a killed import left. */
export async function tidyStore(database: WritableDatabase, store: PhotoStore, now: Date): Promise<Swept> {
  await purgeRemoved(database, store, now);
  return store.sweep(() => listPhotoIds(database));
}
