import { X } from 'lucide-react';
import { useId, useState } from 'react';
import type { PatientListing, PatientRecord } from '../../../../shared/record/patient-record';
import { MOST_TABLE_PATIENTS } from '../../../../shared/ipc/report';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { countOf, dayText } from '../../../ui/format';
import { closeDialog } from '../store/dialog-store';
import { saveReport } from '../store/save-report';
import { PatientSearch } from './patient-search';
import styles from './forms.module.css';

type Scope = 'course' | 'visit' | 'patients';

/** Chooses what a table of lesions is about: the course, one visit, or several patients. */
export function TableForm({ record: { patient, visits } }: { readonly record: PatientRecord }) {
  const id = useId();
  const [scope, setScope] = useState<Scope>('course');
  const [visitId, setVisitId] = useState(visits.at(-1)?.id ?? '');
  const [others, setOthers] = useState<readonly PatientListing[]>([]);
  const scopes: readonly (readonly [Scope, string])[] = [
    ['course', `Every visit of ${patient.name}`],
    ...(visits.length > 0 ? [['visit', 'One visit'] as const] : []),
    ['patients', 'Several patients'],
  ];
  const full = others.length + 1 >= MOST_TABLE_PATIENTS;
  const save = async (): Promise<void> => {
    closeDialog();
    await saveReport('report:save-lesions', {
      patientIds: [patient.id, ...(scope === 'patients' ? others.map((other) => other.id) : [])],
      visitId: scope === 'visit' ? visitId : null,
    });
  };
  return (
    <Dialog title="Table of lesions (CSV)" onClose={closeDialog}>
      <div className={styles['assign']}>
        <div role="radiogroup" aria-label="What the table is about" className={styles['scopes']}>
          {scopes.map(([value, words]) => (
            <label key={value}>
              <input
                type="radio"
                name={id}
                data-first-focus={value === scope}
                checked={value === scope}
                onChange={() => setScope(value)}
              />
              {words}
            </label>
          ))}
        </div>
        {scope === 'visit' && (
          <div className={styles['search']}>
            <label htmlFor={`${id}-visit`}>Visit</label>
            <select
              id={`${id}-visit`}
              value={visitId}
              onChange={(event) => setVisitId(event.currentTarget.value)}
            >
              {visits.toReversed().map((visit) => (
                <option key={visit.id} value={visit.id}>
                  {dayText(visit.date)}, {countOf(visit.photographs.length, 'photo')}
                </option>
              ))}
            </select>
          </div>
        )}
        {scope === 'patients' && (
          <>
            <ul className={styles['chosen']} aria-label="Patients in the table">
              <li>{patient.name}</li>
              {others.map((other) => (
                <li key={other.id}>
                  {other.name}
                  <Button
                    look="bare"
                    aria-label={`Leave ${other.name} out`}
                    onClick={() => setOthers(others.filter((one) => one.id !== other.id))}
                  >
                    <X aria-hidden size={14} />
                  </Button>
                </li>
              ))}
            </ul>
            {full ? (
              <p>A table has room for {MOST_TABLE_PATIENTS} patients.</p>
            ) : (
              <PatientSearch
                label="Add a patient"
                without={patient.id}
                chosenId={null}
                onChoose={(found) => {
                  if (found && !others.some((other) => other.id === found.id)) setOthers([...others, found]);
                }}
              />
            )}
          </>
        )}
        <p>One row for every lesion on every photo; patients and photos appear by number, not by name.</p>
        <div className={styles['actions']}>
          <Button onClick={closeDialog}>Cancel</Button>
          <Button look="main" onClick={() => void save()}>
            Save table
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
