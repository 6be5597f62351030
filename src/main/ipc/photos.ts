import type { WritableDatabase } from '../data/database';
import { placeInGallery } from '../data/repositories/photos';
import type { AnalysisQueue } from '../services/analysis-queue';
import type { PhotoImports } from '../services/photo-imports';
import { describePhoto, pageOfGallery, summarizePhoto, summarizeThose } from '../services/photo-summaries';
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
  /** Asks the clinician for files; empty where the dialog was closed. */
  readonly chooseFiles: () => Promise<readonly string[]>;
  readonly now: () => Date;
}

/** Answers the requests about photos and their analyses. */
export function handlePhotos(options: PhotoHandlers): void {
  const { handle, send, database, imports, analyses, chooseFiles, now } = options;
  const { courseOf } = analyses;

  handle('photos:import-from-dialog', async () => {
    const paths = await chooseFiles();
    return paths.length > 0 ? imports.import(paths) : { imported: [], alreadyThere: [], refused: [] };
  });
  handle('photos:import-files', ({ paths }) => imports.import(paths));
  handle('photos:cancel-import', () => {
    imports.cancel();
    return null;
  });
  handle('photos:page', (stretch) => pageOfGallery(database, stretch, courseOf));
  handle('photos:place', ({ photoId }) => placeInGallery(database, photoId));
  handle('photos:summaries', ({ photoIds }) => summarizeThose(database, photoIds, courseOf));
  handle('photos:detail', ({ photoId }) => {
    requirePhoto(database, photoId);
    analyses.ensureCurrent(photoId);
    return describePhoto(database, photoId, courseOf);
  });
  handle('photos:remove', ({ photoId }) => {
    removePhoto(database, photoId, now());
    analyses.cancel(photoId);
    send('photos:changed', {});
    return null;
  });
  handle('photos:restore', ({ photoId }) => {
    restorePhoto(database, photoId, now());
    send('photos:changed', {});
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
