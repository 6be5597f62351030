import { useEffect, useId, useState } from 'react';
import { localDay } from '../../../../shared/day';
import type { PatientListing } from '../../../../shared/record/patient-record';
import { request } from '../../../api/client';
import { countOf, dayText } from '../../../ui/format';
import { patientFacts } from '../words';
import styles from './forms.module.css';

/** Rows that fit a dialog. */
const LIMIT = 8;

interface PatientSearchProps {
  readonly label: string;
  /** Patient who must not be chosen. */
  readonly without?: string;
  readonly chosenId: string | null;
  /** Told null as soon as the search changes: whoever was chosen may be on the list no more. */
  readonly onChoose: (patient: PatientListing | null) => void;
}

/** Finds one patient as a radio list under a search field. */
export function PatientSearch({ label, without, chosenId, onChoose }: PatientSearchProps) {
  const id = useId();
  const [text, setText] = useState('');
  const [found, setFound] = useState<readonly PatientListing[]>([]);
  useEffect(() => {
    let current = true;
    void request('patients:search', { text, limit: LIMIT + 1 }).then((result) => {
      if (current && result.ok)
        setFound(result.value.filter((patient) => patient.id !== without).slice(0, LIMIT));
    });
    return () => {
      current = false;
    };
  }, [text, without]);
  return (
    <div className={styles['search']}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="search"
        data-first-focus
        placeholder="Name, number or date of birth"
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          onChoose(null);
        }}
      />
      <div role="radiogroup" aria-label="Patients" className={styles['found']}>
        {found.map((patient) => (
          <label key={patient.id} data-chosen={patient.id === chosenId}>
            <input
              type="radio"
              name={id}
              checked={patient.id === chosenId}
              onChange={() => onChoose(patient)}
            />
            <span>
              <strong>{patient.name}</strong>{' '}
              <small>
                {[
                  ...patientFacts(patient, localDay(new Date()), dayText),
                  countOf(patient.visitCount, 'visit'),
                ].join(' · ')}
              </small>
            </span>
          </label>
        ))}
        {found.length === 0 && <p>Nobody by that name.</p>}
      </div>
    </div>
  );
}
