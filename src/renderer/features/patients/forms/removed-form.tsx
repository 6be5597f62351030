import { useEffect, useState } from 'react';
import type { PatientListing } from '../../../../shared/record/patient-record';
import { onEvent, request } from '../../../api/client';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { countOf, dateTime } from '../../../ui/format';
import { showFailure, showToast } from '../../../ui/toast-store';
import { change, changeAndTell } from '../store/change';
import { closeDialog } from '../store/dialog-store';
import styles from './forms.module.css';

/** Patients that were removed in the last thirty days, each with the way back. */
export function RemovedForm() {
  const [patients, setPatients] = useState<readonly PatientListing[] | null>(null);
  useEffect(() => {
    const refresh = (): void =>
      void request('patients:removed', {}).then((result) => {
        if (result.ok) setPatients(result.value);
      });
    refresh();
    return onEvent('record:changed', refresh);
  }, []);
  return (
    <Dialog title="Removed patients" lightDismiss onClose={closeDialog}>
      <p>What was removed can be brought back for thirty days. Then it is deleted for good.</p>
      {patients?.length === 0 && <p>Nothing was removed.</p>}
      <ul className={styles['removed']}>
        {patients?.map((patient) => (
          <li key={patient.id}>
            <span>
              <strong>{patient.name}</strong>{' '}
              <small>
                {countOf(patient.visitCount, 'visit')}
                {patient.removedAt && ` · removed ${dateTime(patient.removedAt)}`}
              </small>
            </span>
            <Button
              onClick={() =>
                void changeAndTell('patients:restore', { patientId: patient.id }, `${patient.name} is back`)
              }
            >
              Bring back
            </Button>
            <EraseButton patient={patient} />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

async function erase({ id, name }: PatientListing): Promise<void> {
  const failure = await change('patients:erase', { patientId: id });
  if (failure) showFailure(`Erasing ${name}`, failure);
  else showToast({ title: `${name} is erased` });
}

/** Erasing cannot be taken back, so it is asked once more. */
function EraseButton({ patient }: { readonly patient: PatientListing }) {
  const [asked, setAsked] = useState(false);
  if (!asked)
    return (
      <Button aria-label={`Erase ${patient.name} for good …`} onClick={() => setAsked(true)}>
        Erase …
      </Button>
    );
  return (
    <span role="alert" className={styles['erase']}>
      All visits and photos go, at once and for good.
      <Button onClick={() => void erase(patient)}>Erase for good</Button>
      <Button autoFocus onClick={() => setAsked(false)}>
        Keep
      </Button>
    </span>
  );
}
