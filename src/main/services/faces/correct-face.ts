import type { Point } from '../../../shared/geometry/viewport';
import { textOfLandmarks } from '../../data/landmarks-text';
import { findCorrectedFace, saveCorrectedFace } from '../../data/repositories/corrected-faces';
import { actNow, type RecordContext } from '../record/change-record';
import { requirePhoto } from '../require-photo';

/**
 * Keeps where a clinician says that the face of a photo lies, as one action. Regions that were given to single lesions
 * stay as they are, and so does what was found.
 * @param landmarks fractions of the photo; null goes back to what was found.
 * @throws MaculeError `not-found` for a photo that is gone.
 */
export function correctFace(
  context: RecordContext,
  photoId: string,
  landmarks: readonly Point[] | null,
): void {
  requirePhoto(context.database, photoId);
  const before = findCorrectedFace(context.database, photoId);
  if (landmarks && before && textOfLandmarks(landmarks) === textOfLandmarks(before.landmarks)) return;
  const title = landmarks ? 'Correct the regions of a face' : 'Take back the corrected regions of a face';
  actNow(context, title, (edit, at) => saveCorrectedFace(edit, photoId, landmarks, at));
}
