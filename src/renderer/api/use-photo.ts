import type { PhotoSummary } from '../../shared/photo/photo';
import { heldPhoto, usePhotos } from './photos-store';
import { useWatchedPhoto } from './watched-photos';

/**
 * One photo, wherever in the library: undefined until it is known, null where it is not in the gallery. One that the
 * gallery shows is there at once.
 */
export function usePhoto(photoId: string | null): PhotoSummary | null | undefined {
  const watched = useWatchedPhoto(photoId);
  const near = usePhotos((store) => heldPhoto(store, photoId));
  return watched === undefined ? near : watched;
}
