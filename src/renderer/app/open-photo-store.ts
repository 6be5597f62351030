import { create } from 'zustand';
import { onEvent } from '../api/client';
import { makeWayForPhoto } from './layout-store';
import { showView } from './view-store';

interface OpenPhotoStore {
  readonly openId: string | null;
}

/** Which photo is up. */
export const useOpenPhoto = create<OpenPhotoStore>()(() => ({ openId: null }));

export function openPhoto(openId: string | null): void {
  useOpenPhoto.setState({ openId });
  if (openId !== null) showView('photos');
}

export function connectOpenPhoto(): void {
  onEvent('photos:open', ({ photoId }) => {
    openPhoto(photoId);
    makeWayForPhoto();
  });
}
