import { MaculeError } from '../../../shared/errors';
import { foundBy, type LesionMark } from '../../../shared/lesion-marks/lesion-mark';
import { mergeLayers, type MergedLesion } from '../../../shared/lesion-marks/merge-layers';
import type { MapConfirmation, MappedLesion } from '../../../shared/photo/photo';
import type { ReadableDatabase } from '../../data/database';
import { findLesionMap } from '../../data/repositories/analyses';
import { findConfirmedMap, saveConfirmedMap } from '../../data/repositories/confirmed-maps';
import { listLesionMarks, saveLesionMark } from '../../data/repositories/lesion-marks';
import { actNow, type RecordContext } from '../record/change-record';
import { requirePhoto } from '../require-photo';
import { countedOnPhoto } from './lesions-of-photo';

/**
 * Says that a photo's map is complete, as one action. What the clinician saw becomes marks, so that it stays whatever
 * later analyses find: detections of at least `minScore` that nobody judged are accepted, those that count by the
 * model's threshold but were hidden by a higher `minScore` are rejected.
 * @param minScore lowest score of a detection that was shown, 0–1.
 * @throws MaculeError `not-found` for a photo that is gone, `invalid-input` where it was never analysed.
 */
export function confirmMap(context: RecordContext, photoId: string, minScore: number): void {
  const { database, newId } = context;
  requirePhoto(database, photoId);
  const map = findLesionMap(database, photoId);
  if (!map) throw notAnalysed();
  const { threshold, model } = map.source;
  const unjudged = mergeLayers(map.lesions, listLesionMarks(database, photoId)).filter(
    (lesion): lesion is MergedLesion<MappedLesion> & { readonly detection: MappedLesion } =>
      lesion.mark === null && lesion.detection !== null,
  );
  actNow(context, 'Confirm the lesion map', (edit, at) => {
    for (const { detection, type, box } of unjudged) {
      const { score } = detection;
      if (score < Math.min(minScore, threshold)) continue;
      const mark: LesionMark = {
        ...{ id: newId(), type, box, region: null },
        verdict: score >= minScore ? 'accepted' : 'rejected',
        detected: { type, score, ...foundBy(model), box },
      };
      saveLesionMark(edit, photoId, mark, at);
    }
    saveConfirmedMap(edit, photoId, { confirmedAt: at, modelSha256: model.sha256 });
  });
}

/** Takes back that a map is complete; what was said of its lesions stays. @throws MaculeError `not-found`. */
export function withdrawConfirmation(context: RecordContext, photoId: string): void {
  requirePhoto(context.database, photoId);
  actNow(context, 'Reopen the lesion map', (edit) => saveConfirmedMap(edit, photoId, null));
}

/** How a confirmation stands now; null where there is none. */
export function confirmationOf(database: ReadableDatabase, photoId: string): MapConfirmation | null {
  const confirmed = findConfirmedMap(database, photoId);
  if (!confirmed) return null;
  const foundSince = countedOnPhoto(database, photoId).filter(({ mark }) => mark === null).length;
  return { confirmedAt: confirmed.confirmedAt, foundSince };
}

const notAnalysed = (): MaculeError =>
  new MaculeError({
    kind: 'invalid-input',
    message: 'This photo has not been analysed yet, so there is no lesion map to confirm.',
    advice: 'Wait for the analysis, look through the map, and confirm it then.',
    retryable: false,
  });
