import { create } from 'zustand';
import type { PatientListing } from '../../../../shared/record/patient-record';
import { onEvent, request } from '../../../api/client';
import { coalesce } from '../../../api/coalesce';
import { LOADING, remoteOf, type Remote } from '../../../api/remote';

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

export function connectPatientList(): void {
  onEvent('record:changed', () => void refreshPatients());
  void refreshPatients();
}
