import type { PhotoSummary } from '../../../shared/photo/photo';
import { request } from '../../api/client';
import { refreshPhotos } from '../../api/photos-store';
import { showFailure, showToast } from '../../ui/toast-store';

/** Takes a photo out of the gallery and offers to undo it. `onOpen` brings it up again after an undo. */
export async function removePhoto(photo: PhotoSummary, onOpen: (photoId: string) => void): Promise<void> {
  const result = await request('photos:remove', { photoId: photo.id });
  if (!result.ok) {
    showFailure(`${photo.fileName} was not removed`, result.failure);
    return;
  }
  await refreshPhotos();
  showToast({
    title: `${photo.fileName} removed`,
    action: { label: 'Undo', run: () => void restorePhoto(photo, onOpen) },
  });
}

async function restorePhoto(photo: PhotoSummary, onOpen: (photoId: string) => void): Promise<void> {
  const result = await request('photos:restore', { photoId: photo.id });
  if (!result.ok) {
    showFailure(`${photo.fileName} could not be brought back`, result.failure);
    return;
  }
  await refreshPhotos();
  onOpen(photo.id);
}
