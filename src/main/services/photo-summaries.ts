import type { RequestOutput } from '../../shared/ipc/contract';
import type { GalleryOrder, GalleryPage, GalleryRow } from '../../shared/photo/gallery-row';
import type { AnalysisState, PhotoDetail, PhotoSummary } from '../../shared/photo/photo';
import type { ReadableDatabase } from '../data/database';
import { findLesionMap, summarizeAnalyses } from '../data/repositories/analyses';
import { findCorrectedFace } from '../data/repositories/corrected-faces';
import { findStoredFace, isFaceSought } from '../data/repositories/faces';
import { listLesionMarks, markedPhotos } from '../data/repositories/lesion-marks';
import { countGalleryRows, listGalleryRows } from '../data/repositories/gallery-rows';
import { findPatient } from '../data/repositories/patients';
import { photographOf } from '../data/repositories/photographs';
import {
  countPhotos,
  countRemovedPhotos,
  listPhotos,
  photosById,
  removedPhotos,
  type ListedPhoto,
  type Stretch,
} from '../data/repositories/photos';
import { listReferenceLesions } from '../data/repositories/reference-lesions';
import { findVisit } from '../data/repositories/visits';
import { confirmationOf } from './marks/confirm-map';
import { countedOnPhoto } from './marks/lesions-of-photo';
import { requirePhoto } from './require-photo';

/** Where a photo's analysis stands while it is not simply done: queued, running or failed. */
export type CourseOf = (photoId: string) => AnalysisState | null;

const summary = (photo: ListedPhoto, analysis: AnalysisState): PhotoSummary => ({
  id: photo.id,
  fileName: photo.fileName,
  width: photo.width,
  height: photo.height,
  importedAt: photo.importedAt,
  takenAt: photo.takenAt,
  referenceCount: photo.referenceCount,
  confirmed: photo.confirmed,
  analysis,
});

/** Where each photo's analysis stands, with the clinician's word in its count. A handful of queries however many. */
function statesOf(
  database: ReadableDatabase,
  photoIds: readonly string[],
  courseOf: CourseOf,
): (photoId: string) => AnalysisState {
  const analyses = summarizeAnalyses(database, photoIds);
  const marked = markedPhotos(database, photoIds);
  return (photoId) => {
    const course = courseOf(photoId);
    if (course) return course;
    const analysis = analyses.get(photoId);
    if (!analysis) return { state: 'none' };
    const lesionCount = marked.has(photoId) ? countedOnPhoto(database, photoId).length : analysis.lesionCount;
    return { state: 'done', finishedAt: analysis.finishedAt, lesionCount };
  };
}

const summarize = (
  database: ReadableDatabase,
  photos: readonly ListedPhoto[],
  courseOf: CourseOf,
): PhotoSummary[] => {
  const stateOf = statesOf(
    database,
    photos.map(({ id }) => id),
    courseOf,
  );
  return photos.map((photo) => summary(photo, stateOf(photo.id)));
};

/** A stretch of the gallery in an order, and how large the whole is. */
export function pageOfGallery(
  database: ReadableDatabase,
  order: GalleryOrder,
  stretch: Stretch,
  courseOf: CourseOf,
): GalleryPage {
  const photoCount = countPhotos(database);
  if (order === 'newest') {
    const photos = summarize(database, listPhotos(database, stretch), courseOf);
    return {
      ...{ total: photoCount, photoCount },
      rows: photos.map((photo): GalleryRow => ({ kind: 'photo', photo, view: null })),
    };
  }
  const listed = listGalleryRows(database, stretch);
  const photoIds = listed.flatMap((row) => (row.kind === 'photo' ? [row.photoId] : []));
  const photos = new Map(summarizeThose(database, photoIds, courseOf).map((photo) => [photo.id, photo]));
  const rows = listed.flatMap((row): readonly GalleryRow[] => {
    if (row.kind === 'group') return [row];
    const photo = photos.get(row.photoId);
    return photo ? [{ kind: 'photo', photo, view: row.view }] : [];
  });
  return { total: countGalleryRows(database), photoCount, rows };
}

/** A stretch of the removed photos, newest removal first, with whose they were. */
export function pageOfRemoved(
  database: ReadableDatabase,
  stretch: Stretch,
  courseOf: CourseOf,
): RequestOutput<'photos:removed'> {
  const removed = removedPhotos(database, stretch);
  const photos = summarize(database, removed, courseOf);
  return {
    total: countRemovedPhotos(database),
    photos: removed.flatMap(({ id, removedAt }, index) => {
      const photo = photos[index];
      const { visitId } = photographOf(database, id);
      const patientId = visitId === null ? null : (findVisit(database, visitId)?.patientId ?? null);
      const patientName = patientId === null ? null : (findPatient(database, patientId)?.name ?? null);
      return photo && removedAt !== null ? [{ photo, removedAt, patientName }] : [];
    }),
  };
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
export const summarizeThose = (
  database: ReadableDatabase,
  photoIds: readonly string[],
  courseOf: CourseOf,
): PhotoSummary[] => summarize(database, photosById(database, photoIds), courseOf);

export const analysisStateOf = (
  database: ReadableDatabase,
  photoId: string,
  courseOf: CourseOf,
): AnalysisState => statesOf(database, [photoId], courseOf)(photoId);

/** Everything the lesion-map screen shows of one photo. @throws MaculeError `not-found`. */
export function describePhoto(database: ReadableDatabase, photoId: string, courseOf: CourseOf): PhotoDetail {
  return {
    photo: summarizePhoto(database, photoId, courseOf),
    map: findLesionMap(database, photoId),
    reference: listReferenceLesions(database, photoId),
    marks: [...listLesionMarks(database, photoId)],
    face: findStoredFace(database, photoId),
    correctedFace: findCorrectedFace(database, photoId),
    faceSought: isFaceSought(database, photoId),
    confirmation: confirmationOf(database, photoId),
  };
}
