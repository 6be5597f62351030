import type { ReadableDatabase, WritableDatabase } from '../data/database';
import { patientsOfPhotos, photoOfGroupBeside, placeAmongVisits } from '../data/repositories/gallery-rows';
import { placeAmongNewest } from '../data/repositories/photos';
import type { AnalysisQueue } from '../services/analysis-queue';
import type { PhotoImports } from '../services/photo-imports';
import {
  describePhoto,
  pageOfGallery,
  pageOfRemoved,
  summarizePhoto,
  summarizeThose,
} from '../services/photo-summaries';
import { requirePhoto } from '../services/require-photo';
import { removePhoto, restorePhoto } from '../services/remove-photo';
import type { SendEvent } from './event-sender';
import type { Handle } from './handle';

export interface PhotoHandlers {
  readonly handle: Handle;
  readonly send: SendEvent;
  readonly database: WritableDatabase;
  readonly imports: PhotoImports;
  readonly analyses: AnalysisQueue;
  /** Asks the clinician for files or a folder; empty where the dialog was closed. */
  readonly choosePhotos: (what: 'files' | 'folder') => Promise<readonly string[]>;
  readonly now: () => Date;
}

/** Tells the window which photos came or went. */
export function sendPhotosChanged(
  send: SendEvent,
  database: ReadableDatabase,
  photoIds: readonly string[],
): void {
  if (photoIds.length === 0) return;
  send('photos:changed', {
    photoIds: [...photoIds],
    patientIds: [...patientsOfPhotos(database, photoIds)],
  });
}

/** Answers the requests about photos and their analyses. */
export function handlePhotos(options: PhotoHandlers): void {
  const { handle, send, database, imports, analyses, choosePhotos, now } = options;
  const { courseOf } = analyses;

  handle('photos:import-from-dialog', async ({ what }) => {
    const paths = await choosePhotos(what);
    return paths.length > 0 ? imports.import(paths) : { imported: [], alreadyThere: [], refused: [] };
  });
  handle('photos:import-files', ({ paths }) => imports.import(paths));
  handle('photos:cancel-import', () => {
    imports.cancel();
    return null;
  });
  handle('photos:page', ({ order, ...stretch }) => pageOfGallery(database, order, stretch, courseOf));
  handle('photos:place', ({ photoId, order }) =>
    order === 'newest' ? placeAmongNewest(database, photoId) : placeAmongVisits(database, photoId),
  );
  handle('photos:of-visit-beside', ({ photoId, step }) => photoOfGroupBeside(database, photoId, step));
  handle('photos:summaries', ({ photoIds }) => summarizeThose(database, photoIds, courseOf));
  handle('photos:detail', ({ photoId }) => {
    requirePhoto(database, photoId);
    analyses.ensureCurrent(photoId);
    return describePhoto(database, photoId, courseOf);
  });
  handle('photos:remove', ({ photoId }) => {
    removePhoto(database, photoId, now());
    analyses.cancel(photoId);
    sendPhotosChanged(send, database, [photoId]);
    return null;
  });
  handle('photos:removed', (stretch) => pageOfRemoved(database, stretch, courseOf));
  handle('photos:restore', ({ photoId }) => {
    restorePhoto(database, photoId, now());
    analyses.cameBack(photoId);
    sendPhotosChanged(send, database, [photoId]);
    return summarizePhoto(database, photoId, courseOf);
  });
  handle('analysis:run', ({ photoId }) => {
    requirePhoto(database, photoId);
    analyses.run(photoId);
    return null;
  });
  handle('analysis:cancel', ({ photoId }) => {
    analyses.cancel(photoId);
    return null;
  });
}
