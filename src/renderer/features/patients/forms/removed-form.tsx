import { useEffect, useState } from 'react';
import type { PatientListing } from '../../../../shared/record/patient-record';
import { onEvent, request } from '../../../api/client';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { countOf, dateTime } from '../../../ui/format';
import { changeAndTell } from '../store/change';
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
    <Dialog title="Removed patients" onClose={closeDialog}>
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
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
