import { MaculeError } from '../../shared/errors';
import type { AnalysisState, PhotoDetail, PhotoSummary } from '../../shared/photo/photo';
import type { ReadableDatabase } from '../data/database';
import {
  findLesionMap,
  summarizeAnalyses,
  summarizeAnalysis,
  type AnalysisSummary,
} from '../data/repositories/analyses';
import { findStoredFace } from '../data/repositories/faces';
import { listLesionMarks } from '../data/repositories/lesion-marks';
import { findPhoto, listPhotos, type ListedPhoto } from '../data/repositories/photos';
import { listReferenceLesions } from '../data/repositories/reference-lesions';

/** Where a photo's analysis stands while it is not simply done: queued, running or failed. */
export type CourseOf = (photoId: string) => AnalysisState | null;

const stateOf = (
  analysis: AnalysisSummary | null | undefined,
  course: AnalysisState | null,
): AnalysisState => {
  if (course) return course;
  if (!analysis) return { state: 'none' };
  return { state: 'done', finishedAt: analysis.finishedAt, lesionCount: analysis.lesionCount };
};

const summary = (photo: ListedPhoto, analysis: AnalysisState): PhotoSummary => ({
  id: photo.id,
  fileName: photo.fileName,
  width: photo.width,
  height: photo.height,
  importedAt: photo.importedAt,
  takenAt: photo.takenAt,
  referenceCount: photo.referenceCount,
  analysis,
});

/** The gallery, newest import first. */
export function summarizePhotos(database: ReadableDatabase, courseOf: CourseOf): PhotoSummary[] {
  const analyses = summarizeAnalyses(database);
  return listPhotos(database).map((photo) =>
    summary(photo, stateOf(analyses.get(photo.id), courseOf(photo.id))),
  );
}

/** @throws MaculeError `not-found` for a photo that is unknown or was removed. */
export function summarizePhoto(
  database: ReadableDatabase,
  photoId: string,
  courseOf: CourseOf,
): PhotoSummary {
  return summary(requirePhoto(database, photoId), analysisStateOf(database, photoId, courseOf));
}

/** Summaries in the given order, of those photos that are in the gallery. */
export function summarizeThose(
  database: ReadableDatabase,
  photoIds: readonly string[],
  courseOf: CourseOf,
): PhotoSummary[] {
  return photoIds.flatMap((photoId) => {
    const photo = findPhoto(database, photoId);
    if (!photo || photo.removed) return [];
    return [summary(photo, analysisStateOf(database, photoId, courseOf))];
  });
}

export const analysisStateOf = (
  database: ReadableDatabase,
  photoId: string,
  courseOf: CourseOf,
): AnalysisState => stateOf(summarizeAnalysis(database, photoId), courseOf(photoId));

/** Everything the lesion-map screen shows of one photo. @throws MaculeError `not-found`. */
export function describePhoto(database: ReadableDatabase, photoId: string, courseOf: CourseOf): PhotoDetail {
  return {
    photo: summarizePhoto(database, photoId, courseOf),
    map: findLesionMap(database, photoId),
    reference: listReferenceLesions(database, photoId),
    marks: [...listLesionMarks(database, photoId)],
    face: findStoredFace(database, photoId),
  };
}

/** @throws MaculeError `not-found` for a photo that is unknown or was removed. */
export function requirePhoto(database: ReadableDatabase, photoId: string): ListedPhoto {
  const photo = findPhoto(database, photoId);
  if (photo && !photo.removed) return photo;
  throw new MaculeError({
    kind: 'not-found',
    message: 'This photo is no longer in Macule.',
    advice: 'Open the photo again from its file.',
    retryable: false,
  });
}
