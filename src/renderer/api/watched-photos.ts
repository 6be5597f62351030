import { useEffect } from 'react';
import { create } from 'zustand';
import type { PhotoSummary } from '../../shared/photo/photo';
import { onEvent, request } from './client';
import { coalesce } from './coalesce';

interface WatchedPhotosStore {
  /** Photos that some part of the window shows, by id; null for one that is not in the gallery. */
  readonly photos: ReadonlyMap<string, PhotoSummary | null>;
}

const useWatched = create<WatchedPhotosStore>()(() => ({ photos: new Map() }));

/** How many parts of the window watch each photo. */
const watchers = new Map<string, number>();

const fetchWatched = coalesce(async () => {
  const photoIds = [...watchers.keys()];
  if (photoIds.length === 0) return;
  const result = await request('photos:summaries', { photoIds });
  if (!result.ok) return;
  const found = new Map(result.value.map((photo) => [photo.id, photo]));
  useWatched.setState({ photos: new Map(photoIds.map((id) => [id, found.get(id) ?? null])) });
});

/**
 * Fetches what is watched. A photo that cannot be had now stays as it was.
 * @param changed where only some photos may differ: nothing is fetched where none of them is watched.
 */
export async function refreshWatched(changed?: readonly string[]): Promise<void> {
  if (!changed || changed.some((id) => watchers.has(id))) await fetchWatched();
}

function watch(photoId: string): () => void {
  watchers.set(photoId, (watchers.get(photoId) ?? 0) + 1);
  void refreshWatched();
  return () => {
    const left = (watchers.get(photoId) ?? 1) - 1;
    if (left > 0) watchers.set(photoId, left);
    else watchers.delete(photoId);
  };
}

/** One photo, kept level with main: undefined until it is known, null where it is not in the gallery. */
export function useWatchedPhoto(photoId: string | null): PhotoSummary | null | undefined {
  useEffect(() => (photoId === null ? undefined : watch(photoId)), [photoId]);
  return useWatched(({ photos }) => (photoId === null ? null : photos.get(photoId)));
}

export function connectWatchedPhotos(): void {
  onEvent('analysis:changed', ({ photoId, analysis }) => {
    const { photos } = useWatched.getState();
    const photo = photos.get(photoId);
    if (photo) useWatched.setState({ photos: new Map(photos).set(photoId, { ...photo, analysis }) });
  });
}
