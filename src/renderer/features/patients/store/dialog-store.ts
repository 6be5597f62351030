import { create } from 'zustand';
import type { Patient } from '../../../../shared/record/patient';
import type { PatientRecord, TreatmentRecord, VisitRecord } from '../../../../shared/record/patient-record';

/** A visit that photos may go into. */
export interface ChosenVisit {
  readonly patient: Pick<Patient, 'id' | 'name'>;
  /** Null for a new one on `date`. */
  readonly visitId: string | null;
  /** ISO 8601 date. */
  readonly date: string;
}

/** The one form that is open over the window. */
export type PatientDialog =
  | { readonly form: 'patient'; readonly patient: Patient | null }
  | { readonly form: 'visit'; readonly patientId: string; readonly visit: VisitRecord | null }
  | { readonly form: 'treatment'; readonly patientId: string; readonly treatment: TreatmentRecord | null }
  | { readonly form: 'merge'; readonly patient: Patient }
  | { readonly form: 'assign'; readonly photoIds: readonly string[] }
  | {
      readonly form: 'choose-visit';
      readonly photoIds: readonly string[];
      readonly onChosen: (chosen: ChosenVisit) => void;
    }
  | { readonly form: 'add-photos'; readonly visit: VisitRecord }
  | { readonly form: 'describe'; readonly photoId: string }
  | { readonly form: 'table'; readonly record: PatientRecord }
  | { readonly form: 'removed' };

interface DialogStore {
  readonly dialog: PatientDialog | null;
}

export const usePatientDialog = create<DialogStore>()(() => ({ dialog: null }));

export const openDialog = (dialog: PatientDialog): void => usePatientDialog.setState({ dialog });
export const closeDialog = (): void => usePatientDialog.setState({ dialog: null });
