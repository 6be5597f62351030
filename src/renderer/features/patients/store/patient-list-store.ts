import { create } from 'zustand';
import type { PatientListing } from '../../../../shared/record/patient-record';
import { onEvent, request } from '../../../api/client';
import { coalesce } from '../../../api/coalesce';
import { LOADING, loadedValue, remoteOf, type Remote } from '../../../api/remote';
import { openPatient } from './open-patient-store';

/** Rows that one search brings: nobody scrolls further than they can type another letter. */
const LIMIT = 200;

interface PatientListStore {
  readonly text: string;
  readonly patients: Remote<readonly PatientListing[]>;
}

/** The patient list under its search field. */
export const usePatientList = create<PatientListStore>()(() => ({ text: '', patients: LOADING }));

export const refreshPatients = coalesce(async () => {
  const { text } = usePatientList.getState();
  const result = await request('patients:search', { text, limit: LIMIT });
  usePatientList.setState({
    patients: remoteOf(result),
  });
});

export function searchFor(text: string): void {
  usePatientList.setState({ text: text.slice(0, LIMIT) });
  void refreshPatients();
}

/**
 * Brings up the first whom the search finds, once it has: whoever types faster than it answers, or scans a number, has
 * the list of the text before on the screen.
 */
export async function openFirstFound(): Promise<void> {
  const { text } = usePatientList.getState();
  await refreshPatients();
  const now = usePatientList.getState();
  const first = loadedValue(now.patients)?.[0];
  if (first && now.text === text) await openPatient(first.id);
}

export function connectPatientList(): void {
  onEvent('record:changed', () => void refreshPatients());
  void refreshPatients();
}
