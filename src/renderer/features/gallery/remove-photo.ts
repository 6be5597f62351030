import type { PhotoSummary } from '../../../shared/photo/photo';
import { request } from '../../api/client';
import { refreshPhotos } from '../../api/photos-store';
import { showFailure, showToast } from '../../ui/toast-store';

/** The last photo taken out, so that Ctrl+Z can bring it back after its message has gone. */
let lastRemoved: PhotoSummary | null = null;

/** Takes a photo out of the gallery and offers to undo it. `onOpen` brings it up again after an undo. */
export async function removePhoto(photo: PhotoSummary, onOpen: (photoId: string) => void): Promise<void> {
  const result = await request('photos:remove', { photoId: photo.id });
  if (!result.ok) {
    showFailure(`${photo.fileName} was not removed`, result.failure);
    return;
  }
  lastRemoved = photo;
  await refreshPhotos();
  showToast({
    title: `${photo.fileName} removed`,
    action: { label: 'Undo', run: () => void restorePhoto(photo, onOpen) },
  });
}

/** Undoes the last removal; does nothing where there is none. */
export async function undoLastRemoval(onOpen: (photoId: string) => void): Promise<void> {
  if (lastRemoved) await restorePhoto(lastRemoved, onOpen);
}

async function restorePhoto(photo: PhotoSummary, onOpen: (photoId: string) => void): Promise<void> {
  const result = await request('photos:restore', { photoId: photo.id });
  if (!result.ok) {
    showFailure(`${photo.fileName} could not be brought back`, result.failure);
    return;
  }
  if (lastRemoved === photo) lastRemoved = null;
  await refreshPhotos();
  onOpen(photo.id);
}
