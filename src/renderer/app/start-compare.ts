import { request } from '../api/client';
import { loadedValue } from '../api/remote';
import { compare, useCompare } from '../features/compare/compare-store';
import { openPatient, useOpenPatient } from '../features/patients/store/open-patient-store';
import { pairOfLastVisits, pairOfPhoto } from './choose-pair';
import { useOpenPhoto } from './open-photo-store';
import { showView, useView } from './view-store';

/** Brings up the comparison: of the open photo with the visit before, or of the open patient's last two visits. */
export function toggleCompare(): void {
  const { view } = useView.getState();
  if (view === 'compare') showView(useOpenPatient.getState().patientId === null ? 'photos' : 'patients');
  else if (view === 'photos') void compareOpenPhoto();
  else {
    compareLastVisits();
    showView('compare');
  }
}

async function compareOpenPhoto(): Promise<void> {
  const { openId } = useOpenPhoto.getState();
  showView('compare');
  if (openId === null) return;
  const place = await request('photographs:place', { photoId: openId });
  const patientId = place.ok ? (place.value.patient?.id ?? null) : null;
  if (patientId === null) {
    const { earlierPhotoId } = useCompare.getState();
    compare(earlierPhotoId === openId ? null : earlierPhotoId, openId);
    return;
  }
  await openPatient(patientId);
  const visits = loadedValue(useOpenPatient.getState().record)?.visits ?? [];
  const { earlierPhotoId, laterPhotoId } = pairOfPhoto(visits, openId);
  compare(earlierPhotoId, laterPhotoId);
}

/** Where no patient's record is up, what was compared last stays. */
function compareLastVisits(): void {
  const record = loadedValue(useOpenPatient.getState().record);
  if (!record) return;
  const { earlierPhotoId, laterPhotoId } = pairOfLastVisits(record.visits);
  compare(earlierPhotoId, laterPhotoId);
}
