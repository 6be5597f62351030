import { useState } from 'react';
import type { Patient } from '../../../../shared/record/patient';
import type { PatientListing } from '../../../../shared/record/patient-record';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { dayText } from '../../../ui/format';
import { changeAndTell } from '../store/change';
import { closeDialog } from '../store/dialog-store';
import { FITZPATRICK } from '../../../../shared/clinical/skin-type';
import { PatientSearch } from './patient-search';
import styles from './forms.module.css';

/** Makes one record of two after both have been looked at side by side. */
export function MergeForm({ patient }: { readonly patient: Patient }) {
  const [other, setOther] = useState<PatientListing | null>(null);
  const rows: readonly (readonly [string, (of: Patient) => string])[] = [
    ['Name', ({ name }) => name],
    ['Date of birth', ({ birthDate }) => (birthDate ? dayText(birthDate) : '–')],
    ['Number', ({ localNumber }) => localNumber ?? '–'],
    ['Skin type', ({ skinType }) => (skinType ? (FITZPATRICK[skinType - 1] ?? '–') : '–')],
    ['Notes', ({ notes }) => notes || '–'],
  ];
  const merge = async (): Promise<void> => {
    if (!other) return;
    closeDialog();
    await changeAndTell(
      'patients:merge',
      { keptId: patient.id, duplicateId: other.id },
      `${other.name} is now part of ${patient.name}`,
    );
  };
  return (
    <Dialog title={`Merge a duplicate into ${patient.name}`} onClose={closeDialog}>
      <div className={styles['assign']}>
        <PatientSearch
          label="The duplicate record"
          without={patient.id}
          chosenId={other?.id ?? null}
          onChoose={setOther}
        />
        {other && (
          <table className={styles['compare']}>
            <thead>
              <tr>
                <td />
                <th scope="col">Stays</th>
                <th scope="col">Duplicate</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(([title, value]) => (
                <tr key={title}>
                  <th scope="row">{title}</th>
                  <td>{value(patient)}</td>
                  <td data-differs={value(patient) !== value(other)}>{value(other)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <p>
          Visits and treatments move over, gaps are filled, notes are joined. It can be undone as a whole.
        </p>
        <div className={styles['actions']}>
          <Button onClick={closeDialog}>Cancel</Button>
          <Button look="main" disabled={!other} onClick={() => void merge()}>
            Merge
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
