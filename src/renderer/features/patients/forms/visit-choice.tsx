import { useEffect, useState } from 'react';
import type { PatientListing, VisitRecord } from '../../../../shared/record/patient-record';
import { request } from '../../../api/client';
import { dayText } from '../../../ui/format';
import { showFailure } from '../../../ui/toast-store';
import type { ChosenVisit } from '../store/dialog-store';
import { chosenVisit, NEW_VISIT } from './chosen-visit';
import { PatientSearch } from './patient-search';
import styles from './forms.module.css';

interface VisitChoiceProps {
  /** Day on which the photos were taken, ISO 8601. */
  readonly takenOn: string;
  /** Told at every change; null while nothing whole is chosen. */
  readonly onChange: (chosen: ChosenVisit | null) => void;
}

/** Finds a patient as one types, and one of the visits, that of the day first; or a new one. */
export function VisitChoice({ takenOn, onChange }: VisitChoiceProps) {
  const [patient, setPatient] = useState<PatientListing | null>(null);
  const [visits, setVisits] = useState<readonly VisitRecord[] | null>(null);
  const [visitId, setVisitId] = useState(NEW_VISIT);
  const [date, setDate] = useState(takenOn);
  const patientId = patient?.id ?? null;
  const choose = (found: PatientListing | null): void => {
    setPatient(found);
    // Nobody is offered the visits of another patient.
    setVisits(null);
    setVisitId(NEW_VISIT);
  };
  useEffect(() => {
    if (patientId === null) return;
    let current = true;
    void request('patients:record', { patientId }).then((result) => {
      if (!current) return;
      if (!result.ok) return showFailure('The visits cannot be shown', result.failure);
      const newestFirst = result.value.visits.toReversed();
      setVisits(newestFirst);
      setVisitId(newestFirst.find((visit) => visit.date === takenOn)?.id ?? NEW_VISIT);
    });
    return () => {
      current = false;
    };
  }, [patientId, takenOn]);
  useEffect(
    () => onChange(chosenVisit({ patient, visits, visitId, date })),
    [patient, visits, visitId, date, onChange],
  );
  return (
    <>
      <PatientSearch label="Patient" chosenId={patientId} onChoose={choose} />
      <div className={styles['row']}>
        <label>
          Visit
          <select
            value={visitId}
            disabled={!visits}
            onChange={(event) => setVisitId(event.currentTarget.value)}
          >
            <option value={NEW_VISIT}>New visit</option>
            {visits?.map((visit) => (
              <option key={visit.id} value={visit.id}>
                {dayText(visit.date)}
              </option>
            ))}
          </select>
        </label>
        {visitId === NEW_VISIT && (
          <label>
            On
            <input type="date" value={date} onChange={(event) => setDate(event.currentTarget.value)} />
          </label>
        )}
      </div>
    </>
  );
}
