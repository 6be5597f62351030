import { z } from 'zod';
import type { Face } from '../../../shared/face/face';
import type { Point } from '../../../shared/geometry/viewport';
import type { ReadableDatabase } from '../database';
import type { Edit } from '../journal/journal';
import { landmarksOfText, textOfLandmarks } from '../landmarks-text';
import { findStoredFace } from './faces';

const row = z
  .object({ landmarks: z.base64() })
  // A person's word, so as sure as can be.
  .transform(({ landmarks }): Face => ({ confidence: 1, landmarks: landmarksOfText(landmarks) }));

/** The face of a photo as a clinician put it right; null where nobody did. */
export const findCorrectedFace = (database: ReadableDatabase, photoId: string): Face | null =>
  row
    .nullable()
    .parse(database.one('SELECT landmarks FROM corrected_faces WHERE id = :photoId', { photoId }) ?? null);

/**
 * The face that the regions of a photo follow from: the corrected one, or else the one that was found; null without
 * either. Registration chooses for itself (`shared/face/registered-face.ts`).
 */
export const findFaceOfRegions = (database: ReadableDatabase, photoId: string): Face | null =>
  findCorrectedFace(database, photoId) ?? findStoredFace(database, photoId);

/** Writes a correction as part of an action, or takes it back (null). @param landmarks fractions of the photo. */
export function saveCorrectedFace(
  edit: Edit,
  photoId: string,
  landmarks: readonly Point[] | null,
  changedAt: string,
): void {
  edit(
    'corrected_faces',
    photoId,
    landmarks && { landmarks: textOfLandmarks(landmarks), changed_at: changedAt },
  );
}
