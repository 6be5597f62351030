import { repeatErrorInUse } from '../../shared/clinical/grading/repeat-error';
import { listRepeatedCounts } from '../data/repositories/repeated-photos';
import { editsOfAction, nextUndo, photosOf, recordsOf, redo, undo } from '../data/journal/undo';
import type { PhotoStore } from '../data/photo-store';
import { listConsentChanges } from '../data/repositories/consent-changes';
import { photosById } from '../data/repositories/photos';
import { countUnassigned, unassignedAmong, unassignedPhotos } from '../data/repositories/gallery-rows';
import {
  assignPhotographs,
  consentToPhotographs,
  describePhotographs,
} from '../services/record/change-photographs';
import * as change from '../services/record/change-record';
import { correctFace } from '../services/faces/correct-face';
import { comparePhotos } from '../services/fates/compare-photos';
import { linkLesions, sayUnseen } from '../services/fates/correct-fates';
import { confirmMap, withdrawConfirmation } from '../services/marks/confirm-map';
import { changeMarks } from '../services/marks/change-marks';
import { erasePatient } from '../services/record/erase-patient';
import { filePhotographs } from '../services/record/file-photographs';
import { mergePatients } from '../services/record/merge-patients';
import {
  listPatients,
  listRemovedPatients,
  placeOfPhoto,
  readPatientRecord,
} from '../services/record/read-record';
import { listSittings } from '../services/record/suggest-visits';
import { summarizeThose, type CourseOf } from '../services/photo-summaries';
import type { SendEvent } from './event-sender';
import type { Handle } from './handle';
import { sendPhotosChanged } from './photos';

export interface RecordHandlers extends change.RecordContext {
  readonly handle: Handle;
  readonly send: SendEvent;
  readonly courseOf: CourseOf;
  readonly store: PhotoStore;
  /** A photo that was removed is in the gallery again. */
  readonly onPhotoBack: (photoId: string) => void;
}

/** Answers the requests about patients, visits, treatments and what is known of photographs. */
export function handleRecord({
  handle,
  send,
  courseOf,
  store,
  onPhotoBack,
  ...context
}: RecordHandlers): void {
  const { database, now } = context;
  /** Runs a change and tells the window. */
  const changed = <T>(work: () => T): T => {
    const result = work();
    send('record:changed', {});
    return result;
  };
  const done = (work: () => void): null => {
    changed(work);
    return null;
  };

  handle('patients:search', ({ text, limit }) => listPatients(database, text, limit));
  handle('patients:removed', () => listRemovedPatients(database));
  handle('patients:record', ({ patientId }) => readPatientRecord(database, patientId, courseOf));
  handle('patients:save', ({ patientId, details }) => ({
    id: changed(() => change.changePatient(context, patientId, details)),
  }));
  handle('patients:remove', ({ patientId }) => done(() => change.removePatient(context, patientId)));
  handle('patients:restore', ({ patientId }) => done(() => change.restorePatient(context, patientId)));
  handle('patients:erase', async ({ patientId }) => {
    await erasePatient(database, store, patientId, (photoIds) => {
      send('photos:changed', { photoIds: [...photoIds], patientIds: [patientId] });
      send('record:changed', {});
    });
    return null;
  });
  handle('patients:merge', ({ keptId, duplicateId }) =>
    done(() => mergePatients(database, keptId, duplicateId, now().toISOString())),
  );
  handle('visits:save', ({ patientId, visitId, details }) => ({
    id: changed(() => change.changeVisit(context, patientId, visitId, details)),
  }));
  handle('visits:remove', ({ visitId }) => done(() => change.removeVisit(context, visitId)));
  handle('treatments:save', ({ patientId, treatmentId, details }) => ({
    id: changed(() => change.changeTreatment(context, patientId, treatmentId, details)),
  }));
  handle('treatments:remove', ({ treatmentId }) => done(() => change.removeTreatment(context, treatmentId)));
  handle('photographs:assign', ({ photoIds, visitId, view }) =>
    done(() => assignPhotographs(context, photoIds, visitId, view)),
  );
  handle('photographs:file', ({ filings }) => done(() => filePhotographs(context, filings)));
  handle('photographs:sittings', ({ pauseMinutes }) => listSittings(database, pauseMinutes, courseOf));
  handle('photographs:describe', ({ photoIds, details }) =>
    done(() => describePhotographs(context, photoIds, details)),
  );
  handle('photographs:consent', ({ photoIds, consents, removedOf }) =>
    done(() => consentToPhotographs(context, photoIds, consents, removedOf)),
  );
  handle('photographs:consent-history', ({ photoId }) => listConsentChanges(database, photoId));
  handle('photographs:unassigned', (stretch) => ({
    total: countUnassigned(database),
    photos: summarizeThose(database, unassignedPhotos(database, stretch), courseOf),
  }));
  handle('photographs:unassigned-among', ({ photoIds }) => [...unassignedAmong(database, photoIds)]);
  handle('clinic:repeat-error', () => repeatErrorInUse(listRepeatedCounts(database)));
  handle('photographs:place', ({ photoId }) => placeOfPhoto(database, photoId));

  handle('marks:change', ({ photoId, action, marks, removedIds }) =>
    done(() => changeMarks(context, photoId, action, marks, removedIds)),
  );

  handle('faces:correct', ({ photoId, landmarks }) => done(() => correctFace(context, photoId, landmarks)));
  handle('maps:confirm', ({ photoId, minScore }) => done(() => confirmMap(context, photoId, minScore)));
  handle('maps:withdraw', ({ photoId }) => done(() => withdrawConfirmation(context, photoId)));

  handle('fates:compare', ({ earlierPhotoId, laterPhotoId }) =>
    comparePhotos(database, earlierPhotoId, laterPhotoId),
  );
  handle('fates:link', (said) => done(() => linkLesions(context, said)));
  handle('fates:unseen', (said) => done(() => sayUnseen(context, said)));

  const step = (work: typeof undo): { title: string; recordIds: string[] } | null => {
    const action = work(database);
    if (!action) return null;
    send('record:changed', {});
    const edits = editsOfAction(database, action.action);
    // It may have been photos that were removed or came back.
    const photoIds = photosOf(edits);
    for (const { id } of photosById(database, photoIds)) onPhotoBack(id);
    sendPhotosChanged(send, database, photoIds);
    return { title: action.title, recordIds: [...recordsOf(edits)] };
  };
  handle('history:newest', () => nextUndo(database)?.action ?? null);
  handle('history:undo', ({ action }) => step(() => undo(database, action)));
  handle('history:redo', () => step(redo));
}
