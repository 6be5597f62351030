import { create } from 'zustand';
import type { PatientRecord } from '../../../../shared/record/patient-record';
import { onEvent, request } from '../../../api/client';
import { coalesce } from '../../../api/coalesce';
import { LOADING, loadedValue, remoteOf, type Remote } from '../../../api/remote';

interface OpenPatientStore {
  readonly patientId: string | null;
  readonly record: Remote<PatientRecord>;
}

/** The patient whose page is up. */
export const useOpenPatient = create<OpenPatientStore>()(() => ({ patientId: null, record: LOADING }));

const refresh = coalesce(async () => {
  const { patientId } = useOpenPatient.getState();
  if (patientId === null) return;
  const result = await request('patients:record', { patientId });
  if (useOpenPatient.getState().patientId !== patientId) return;
  if (!result.ok && result.failure.kind === 'not-found') {
    useOpenPatient.setState({ patientId: null, record: LOADING });
    return;
  }
  useOpenPatient.setState({
    record: remoteOf(result),
  });
});

/** Brings up a patient. Resolves once the record is there, or could not be had. */
export async function openPatient(patientId: string): Promise<void> {
  const { patientId: openId, record } = useOpenPatient.getState();
  if (openId === patientId && record.state === 'loaded') return;
  if (openId !== patientId) useOpenPatient.setState({ patientId, record: LOADING });
  await refresh();
}

/** Ids of the open patient's photos. */
const holdsPhoto = (photoId: string): boolean =>
  loadedValue(useOpenPatient.getState().record)?.visits.some(({ photographs }) =>
    photographs.some(({ photo }) => photo.id === photoId),
  ) ?? false;

export const refreshOpenPatient = refresh;

export function connectOpenPatient(): void {
  onEvent('record:changed', () => void refresh());
  onEvent('photos:changed', ({ patientIds }) => {
    const { patientId } = useOpenPatient.getState();
    if (patientId !== null && patientIds.includes(patientId)) void refresh();
  });
  onEvent('analysis:changed', ({ photoId, analysis }) => {
    // Its course is shown elsewhere; here only what it counted matters.
    if (analysis.state === 'done' && holdsPhoto(photoId)) void refresh();
  });
}
