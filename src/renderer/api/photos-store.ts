import { create } from 'zustand';
import type { AnalysisState, PhotoSummary } from '../../shared/photo/photo';
import { onEvent, request } from './client';
import { coalesce } from './coalesce';
import { LOADING, type Remote } from './remote';

interface PhotosStore {
  /** Newest import first. */
  readonly photos: Remote<readonly PhotoSummary[]>;
}

/** Every photo in the gallery, kept level with main. */
export const usePhotos = create<PhotosStore>()(() => ({ photos: LOADING }));

export const refreshPhotos = coalesce(async () => {
  const result = await request('photos:list', {});
  usePhotos.setState({
    photos: result.ok
      ? { state: 'loaded', value: result.value }
      : { state: 'failed', failure: result.failure },
  });
});

/** The list with one photo's analysis replaced; the same list where the photo is not in it. */
export function withAnalysis(
  photos: readonly PhotoSummary[],
  photoId: string,
  analysis: AnalysisState,
): readonly PhotoSummary[] {
  const index = photos.findIndex((photo) => photo.id === photoId);
  const photo = photos[index];
  return photo ? photos.with(index, { ...photo, analysis }) : photos;
}

export function connectPhotos(): void {
  onEvent('photos:changed', () => void refreshPhotos());
  onEvent('analysis:changed', ({ photoId, analysis }) => {
    const { photos } = usePhotos.getState();
    if (photos.state !== 'loaded') return;
    usePhotos.setState({ photos: { state: 'loaded', value: withAnalysis(photos.value, photoId, analysis) } });
  });
  void refreshPhotos();
}
