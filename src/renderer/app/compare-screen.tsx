import { useEffect, useState } from 'react';
import { photosOf } from '../../shared/photo/gallery-row';
import type { PhotoSummary } from '../../shared/photo/photo';
import { onEvent, request } from '../api/client';
import { usePhoto } from '../api/use-photo';
import { loadedValue } from '../api/remote';
import { useCompare } from '../features/compare/compare-store';
import { comparableName, CompareView, type Comparable } from '../features/compare/compare-view';
import { useOpenPatient } from '../features/patients/store/open-patient-store';
import { VIEW_NAMES } from '../../shared/record/photograph';

/** Photos offered where they are nobody's: nobody looks through more in a list. */
const MOST_CHOICES = 300;

/** The comparison with the photos of the open patient, or those of the gallery. */
export function CompareScreen() {
  const record = useOpenPatient((store) => loadedValue(store.record));
  const newest = useNewestPhotos();
  const { earlierPhotoId, laterPhotoId } = useCompare();
  const chosenPhotos = [usePhoto(earlierPhotoId), usePhoto(laterPhotoId)];
  const ofPatient = (record?.visits ?? []).flatMap((visit) =>
    visit.photographs.map(({ photo, details }): Comparable => ({
      photoId: photo.id,
      name: comparableName(visit.date, details.view ? VIEW_NAMES[details.view] : photo.fileName),
    })),
  );
  const chosen = [earlierPhotoId, laterPhotoId].filter((id) => id !== null);
  const covers =
    ofPatient.length > 0 && chosen.every((id) => ofPatient.some(({ photoId }) => photoId === id));
  const offered = new Map(
    [...newest, ...chosenPhotos].flatMap((photo) => (photo ? [[photo.id, photo]] : [])),
  );
  const ofGallery = [...offered.values()].map(({ id, fileName }): Comparable => ({
    photoId: id,
    name: fileName,
  }));
  return <CompareView choices={covers ? ofPatient : ofGallery} />;
}

function useNewestPhotos(): readonly PhotoSummary[] {
  const [newest, setNewest] = useState<readonly PhotoSummary[]>([]);
  useEffect(() => {
    let wanted = true;
    const refresh = (): void =>
      void request('photos:page', { order: 'newest', offset: 0, limit: MOST_CHOICES }).then((result) => {
        if (wanted && result.ok) setNewest(photosOf(result.value));
      });
    refresh();
    const stop = onEvent('photos:changed', refresh);
    return () => {
      wanted = false;
      stop();
    };
  }, []);
  return newest;
}
