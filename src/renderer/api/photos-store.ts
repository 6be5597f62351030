import { create } from 'zustand';
import {
  photosOf,
  type GalleryOrder,
  type GalleryPage,
  type GalleryRow,
} from '../../shared/photo/gallery-row';
import type { AnalysisState, PhotoSummary } from '../../shared/photo/photo';
import { onEvent, request } from './client';
import { coalesce } from './coalesce';
import { LOADING, type Remote } from './remote';
import { useSettings } from './settings-store';
import { refreshWatched } from './watched-photos';
import { isWithin, stretchFor, type RowRange } from './photo-window';

/** The part of the gallery round what is on the screen. */
export interface PhotoWindow extends GalleryPage {
  readonly order: GalleryOrder;
  /** Place of the first of `rows` in the gallery. */
  readonly offset: number;
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

/** Fetches the rows round those on the screen. */
export const refreshPhotos = coalesce(async () => {
  const stretch = stretchFor(shown);
  const order = useSettings.getState().galleryOrder;
  const result = await request('photos:page', { order, ...stretch });
  usePhotos.setState({
    gallery: result.ok
      ? { state: 'loaded', value: { order, offset: stretch.offset, ...result.value } }
      : { state: 'failed', failure: result.failure },
  });
});

/** Tells which rows of the gallery are on the screen; those near the end of what was fetched bring more. */
export function showRows(range: RowRange): void {
  shown = range;
  const { gallery } = usePhotos.getState();
  if (gallery.state === 'loaded' && !isWithin(range, gallery.value)) void refreshPhotos();
}

/** The row at a place of the gallery; asks where it is not at hand. Null where there is none. */
export async function rowAt(index: number): Promise<GalleryRow | null> {
  const { gallery } = usePhotos.getState();
  const near = gallery.state === 'loaded' ? gallery.value.rows[index - gallery.value.offset] : undefined;
  if (near) return near;
  const { galleryOrder: order } = useSettings.getState();
  const result = await request('photos:page', { order, offset: index, limit: 1 });
  return result.ok ? (result.value.rows[0] ?? null) : null;
}

/** The rows with one photo's analysis replaced; the same where the photo is not among them. */
export function withAnalysis(
  rows: readonly GalleryRow[],
  photoId: string,
  analysis: AnalysisState,
): readonly GalleryRow[] {
  const index = rows.findIndex((row) => row.kind === 'photo' && row.photo.id === photoId);
  const row = rows[index];
  return row?.kind === 'photo' ? rows.with(index, { ...row, photo: { ...row.photo, analysis } }) : rows;
}

/** The photo among those that were fetched for the gallery. */
export const heldPhoto = ({ gallery }: PhotosStore, photoId: string | null): PhotoSummary | undefined =>
  gallery.state === 'loaded' ? photosOf(gallery.value).find(({ id }) => id === photoId) : undefined;

export function connectPhotos(): void {
  const refresh = (): void => {
    usePhotos.setState(({ version }) => ({ version: version + 1 }));
    void refreshPhotos();
  };
  onEvent('photos:changed', ({ photoIds }) => {
    refresh();
    void refreshWatched(photoIds);
  });
  // The clinician's word counts in the rows, and photos move between visits.
  onEvent('record:changed', () => {
    refresh();
    void refreshWatched();
  });
  onEvent('analysis:changed', ({ photoId, analysis }) => {
    const { gallery } = usePhotos.getState();
    if (gallery.state !== 'loaded') return;
    const rows = withAnalysis(gallery.value.rows, photoId, analysis);
    if (rows !== gallery.value.rows)
      usePhotos.setState({ gallery: { state: 'loaded', value: { ...gallery.value, rows } } });
  });
  useSettings.subscribe((now, before) => {
    if (now.galleryOrder !== before.galleryOrder) refresh();
  });
  void refreshPhotos();
}
