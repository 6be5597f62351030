import { isCounted, mergeLayers, type MergedLesion } from '../../../shared/lesion-marks/merge-layers';
import type { MappedLesion } from '../../../shared/photo/photo';
import type { ReadableDatabase } from '../../data/database';
import { findLesionMap } from '../../data/repositories/analyses';
import { listLesionMarks } from '../../data/repositories/lesion-marks';

/**
 * The lesions of a photo that count: what the clinician marked, and what the newest analysis found at the model's
 * threshold and nobody rejected.
 */
export function countedOnPhoto(
  database: ReadableDatabase,
  photoId: string,
): readonly MergedLesion<MappedLesion>[] {
  const map = findLesionMap(database, photoId);
  const merged = mergeLayers(map?.lesions ?? [], listLesionMarks(database, photoId));
  return merged.filter((lesion) => isCounted(lesion, map?.source.threshold ?? 1));
}
