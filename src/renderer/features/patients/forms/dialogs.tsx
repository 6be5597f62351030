import { unreachable } from '../../../api/remote';
import type { ImportIntoVisit } from '../store/import-into-visit';
import { usePatientDialog } from '../store/dialog-store';
import { AddPhotosForm } from './add-photos-form';
import { AssignForm, ChooseVisitForm } from './assign-form';
import { DescribeForm } from './describe-form';
import { MergeForm } from './merge-form';
import { PatientForm } from './patient-form';
import { RemovedForm } from './removed-form';
import { TableForm } from './table-form';
import { TreatmentForm } from './treatment-form';
import { VisitForm } from './visit-form';

/** The form that is open, if any. */
export function PatientDialogs({ onImport }: { readonly onImport: ImportIntoVisit }) {
  const dialog = usePatientDialog((store) => store.dialog);
  if (!dialog) return null;
  switch (dialog.form) {
    case 'patient':
      return <PatientForm patient={dialog.patient} />;
    case 'visit':
      return <VisitForm patientId={dialog.patientId} visit={dialog.visit} />;
    case 'treatment':
      return <TreatmentForm patientId={dialog.patientId} treatment={dialog.treatment} />;
    case 'merge':
      return <MergeForm patient={dialog.patient} />;
    case 'assign':
      return <AssignForm photoIds={dialog.photoIds} />;
    case 'choose-visit':
      return <ChooseVisitForm photoIds={dialog.photoIds} onChosen={dialog.onChosen} />;
    case 'add-photos':
      return <AddPhotosForm visit={dialog.visit} onImport={onImport} />;
    case 'describe':
      return <DescribeForm photoId={dialog.photoId} />;
    case 'table':
      return <TableForm record={dialog.record} />;
    case 'removed':
      return <RemovedForm />;
    default:
      return unreachable(dialog);
  }
}
