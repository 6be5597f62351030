import type { Filing } from '../../../shared/record/sitting';
import { saveVisit } from '../../data/repositories/visits';
import { UNWRITTEN_VISIT } from '../../../shared/record/visit';
import { changePhotographs, several } from './change-photographs';
import { actNow, type RecordContext } from './change-record';
import { requirePatient, requireVisit } from './require-record';

/**
 * Puts photos into visits, of as many patients as there are, as one action. New visits are made where none is named;
 * photos of one patient and day share one.
 * @throws MaculeError `not-found` for a patient, visit or photo that is gone; then nothing is moved.
 */
export function filePhotographs(context: RecordContext, filings: readonly Filing[]): void {
  const { database, newId } = context;
  const photos = filings.reduce((sum, { photoIds }) => sum + photoIds.length, 0);
  const patients = new Set(filings.map(({ patientId }) => patientId));
  const [patient] = filings.map(({ patientId }) => requirePatient(database, patientId));
  const whose = patients.size === 1 ? `the record of ${patient?.name}` : `${patients.size} records`;
  actNow(context, `Put ${several(photos)} into ${whose}`, (edit, at) => {
    const made = new Map<string, string>();
    for (const { photoIds, patientId, visitId, date, view } of filings) {
      requirePatient(database, patientId);
      if (visitId !== null) requireVisit(database, visitId);
      const key = `${patientId} ${date}`;
      let target = visitId ?? made.get(key);
      if (target === undefined) {
        target = newId();
        made.set(key, target);
        saveVisit(edit, { id: target, patientId }, { ...UNWRITTEN_VISIT, date });
      }
      const into = target;
      changePhotographs(context, edit, at, photoIds, (photograph) => ({
        visitId: into,
        view: view === undefined ? photograph.view : view,
      }));
    }
  });
}
