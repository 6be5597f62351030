import { useEffect, useState } from 'react';
import type { PatientListing, VisitRecord } from '../../../../shared/record/patient-record';
import { PHOTO_VIEWS, photoViewSchema, VIEW_NAMES } from '../../../../shared/record/photograph';
import { request } from '../../../api/client';
import { usePhoto } from '../../../api/use-photo';
import type { Failure } from '../../../../shared/errors';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { FailureNote } from '../../../ui/failure-note';
import { countOf, dayText } from '../../../ui/format';
import { changeAndTell } from '../store/change';
import { closeDialog } from '../store/dialog-store';
import { todayIs } from '../words';
import { PatientSearch } from './patient-search';
import styles from './forms.module.css';

const NEW_VISIT = 'new';

/** Puts photos into a patient's record: an old visit or a new one of the day they were taken. */
export function AssignForm({ photoIds }: { readonly photoIds: readonly string[] }) {
  const takenOn = usePhoto(photoIds[0] ?? null)?.takenAt?.slice(0, 10) ?? todayIs(new Date());
  const [patient, setPatient] = useState<PatientListing | null>(null);
  const [visits, setVisits] = useState<readonly VisitRecord[]>([]);
  const [visitId, setVisitId] = useState(NEW_VISIT);
  const [date, setDate] = useState(takenOn);
  const [view, setView] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const patientId = patient?.id ?? null;
  useEffect(() => {
    if (patientId === null) return;
    let current = true;
    void request('patients:record', { patientId }).then((result) => {
      if (!current || !result.ok) return;
      const newestFirst = result.value.visits.toReversed();
      setVisits(newestFirst);
      setVisitId(newestFirst.find((visit) => visit.date === takenOn)?.id ?? NEW_VISIT);
    });
    return () => {
      current = false;
    };
  }, [patientId, takenOn]);

  const assign = async (): Promise<void> => {
    if (patientId === null) return;
    let target = visitId;
    if (visitId === NEW_VISIT) {
      const details = { date, treatmentWeek: null, complaint: '', iga: null, cadi: null, notes: '' };
      const made = await request('visits:save', { patientId, visitId: null, details });
      if (!made.ok) {
        setFailure(made.failure);
        return;
      }
      target = made.value.id;
    }
    closeDialog();
    await changeAndTell(
      'photographs:assign',
      { photoIds: [...photoIds], visitId: target, ...(view !== '' && { view: photoViewSchema.parse(view) }) },
      `${countOf(photoIds.length, 'photo')} put into the record of ${patient?.name ?? ''}`,
    );
  };

  return (
    <Dialog title={`Put ${countOf(photoIds.length, 'photo')} into a record`} onClose={closeDialog}>
      <form
        className={styles['assign']}
        onSubmit={(event) => {
          event.preventDefault();
          void assign();
        }}
      >
        <PatientSearch label="Patient" chosenId={patientId} onChoose={setPatient} />
        <div className={styles['row']}>
          <label>
            Visit
            <select
              value={visitId}
              disabled={!patient}
              onChange={(event) => setVisitId(event.currentTarget.value)}
            >
              <option value={NEW_VISIT}>New visit</option>
              {visits.map((visit) => (
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
          <label>
            View
            <select value={view} onChange={(event) => setView(event.currentTarget.value)}>
              <option value="">{photoIds.length === 1 ? 'Not named' : 'Each its own'}</option>
              {PHOTO_VIEWS.map((known) => (
                <option key={known} value={known}>
                  {VIEW_NAMES[known]}
                </option>
              ))}
            </select>
          </label>
        </div>
        {failure && <FailureNote title="Not saved" failure={failure} />}
        <div className={styles['actions']}>
          <Button onClick={closeDialog}>Cancel</Button>
          <Button type="submit" look="main" disabled={!patient || date === ''}>
            Put into the record
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
