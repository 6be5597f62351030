import type { Photograph } from '../../shared/record/patient-record';
import { request } from '../api/client';
import { loadedValue } from '../api/remote';
import { compare, useCompare } from '../features/compare/compare-store';
import { openPatient, useOpenPatient } from '../features/patients/store/open-patient-store';
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
  const photographs = photographsOfPatient();
  const at = photographs.findIndex(({ photo }) => photo.id === openId);
  const view = photographs[at]?.details.view ?? null;
  const sameView = (index: number): boolean => photographs[index]?.details.view === view;
  const before = photographs.findLastIndex((_, index) => index < at && sameView(index));
  if (before >= 0) compare(photographs[before]?.photo.id ?? null, openId);
  else compare(openId, photographs.find((_, index) => index > at && sameView(index))?.photo.id ?? null);
}

/** The two newest photos of one view, frontal ones first. */
function compareLastVisits(): void {
  const photographs = photographsOfPatient();
  const views = ['frontal', ...new Set(photographs.map(({ details }) => details.view))];
  for (const view of views) {
    const same = photographs.filter(({ details }) => details.view === view);
    if (same.length < 2) continue;
    compare(same.at(-2)?.photo.id ?? null, same.at(-1)?.photo.id ?? null);
    return;
  }
}

/** The open patient's photos, those of the oldest visit first. */
const photographsOfPatient = (): readonly Photograph[] =>
  (loadedValue(useOpenPatient.getState().record)?.visits ?? []).flatMap(({ photographs }) => photographs);
