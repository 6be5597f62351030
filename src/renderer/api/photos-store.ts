import { create } from 'zustand';
import type { AnalysisState, PhotoSummary } from '../../shared/photo/photo';
import { onEvent, request } from './client';
import { coalesce } from './coalesce';
import { LOADING, type Remote } from './remote';
import { refreshWatched } from './watched-photos';
import { isWithin, stretchFor, type RowRange } from './photo-window';

/** The part of the gallery round what is on the screen. */
export interface PhotoWindow {
  /** Photos in the whole gallery. */
  readonly total: number;
  /** Place of the first of `photos` in the gallery, newest import first. */
  readonly offset: number;
  readonly photos: readonly PhotoSummary[];
}

interface PhotosStore {
  readonly gallery: Remote<PhotoWindow>;
  /** Grows whenever photos may have come, gone or moved. */
  readonly version: number;
}

/** The gallery, as far as this window shows it: a change costs as much as the screen is tall, whatever the library. */
export const usePhotos = create<PhotosStore>()(() => ({ gallery: LOADING, version: 0 }));

/** Rows that the list shows now. */
let shown: RowRange = { first: 0, last: 0 };

/** Fetches the photos round those on the screen. */
export const refreshPhotos = coalesce(async () => {
  const stretch = stretchFor(shown);
  const result = await request('photos:page', stretch);
  usePhotos.setState({
    gallery: result.ok
      ? { state: 'loaded', value: { offset: stretch.offset, ...result.value } }
      : { state: 'failed', failure: result.failure },
  });
});

/** Tells which rows of the gallery are on the screen; those near the end of what was fetched bring more. */
export function showRows(range: RowRange): void {
  shown = range;
  const { gallery } = usePhotos.getState();
  if (gallery.state === 'loaded' && !isWithin(range, gallery.value)) void refreshPhotos();
}

/** The photo at a place of the gallery; asks where it is not at hand. Null where there is none. */
export async function photoAt(index: number): Promise<PhotoSummary | null> {
  const { gallery } = usePhotos.getState();
  const near = gallery.state === 'loaded' ? gallery.value.photos[index - gallery.value.offset] : undefined;
  if (near) return near;
  const result = await request('photos:page', { offset: index, limit: 1 });
  return result.ok ? (result.value.photos[0] ?? null) : null;
}

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
  const refresh = (): void => {
    void refreshPhotos();
    void refreshWatched();
  };
  onEvent('photos:changed', () => {
    usePhotos.setState(({ version }) => ({ version: version + 1 }));
    refresh();
  });
  // The clinician's word counts in the rows.
  onEvent('record:changed', refresh);
  onEvent('analysis:changed', ({ photoId, analysis }) => {
    const { gallery } = usePhotos.getState();
    if (gallery.state !== 'loaded') return;
    const photos = withAnalysis(gallery.value.photos, photoId, analysis);
    if (photos !== gallery.value.photos)
      usePhotos.setState({ gallery: { state: 'loaded', value: { ...gallery.value, photos } } });
  });
  void refreshPhotos();
}
