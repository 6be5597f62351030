import { EyeOff, FolderInput, UserRound } from 'lucide-react';
import { usePhotoPlace } from '../api/use-photo-place';
import { openExport } from '../features/deidentified/export-store';
import { openDialog } from '../features/patients/store/dialog-store';
import { openPatient } from '../features/patients/store/open-patient-store';
import { Button } from '../ui/button';
import { dayText } from '../ui/format';
import { showView } from './view-store';
import styles from './app.module.css';

/** Whose photo is open, with the way to that record; or the way into one. */
export function PhotoPlaceButton({ photoId }: { readonly photoId: string }) {
  const place = usePhotoPlace(photoId);
  if (!place) return null;
  const { patient, visit } = place;
  if (!patient || !visit)
    return (
      <Button
        title="Put this photo into a patient’s record ( V )"
        onClick={() => openDialog({ form: 'assign', photoIds: [photoId] })}
      >
        <FolderInput aria-hidden size={16} /> Put into a record
      </Button>
    );
  return (
    <>
      <Button
        className={styles['place']}
        title="To the patient’s record"
        onClick={() => {
          void openPatient(patient.id);
          showView('patients');
        }}
      >
        <UserRound aria-hidden size={16} />
        <span>
          {patient.name}, {dayText(visit.date)}
        </span>
      </Button>
      <Button
        look="bare"
        aria-label="De-identified export of this photo"
        title="De-identified export"
        onClick={() => openExport({ patientId: patient.id, visitId: visit.id, photoId })}
      >
        <EyeOff aria-hidden size={17} />
      </Button>
    </>
  );
}
