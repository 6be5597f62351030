import type { LesionType } from '../../../shared/clinical/lesion';
import { isCounted, mergeLayers, type MergedLesion } from '../../../shared/lesion-marks/merge-layers';
import type { MappedLesion } from '../../../shared/photo/photo';
import type { ReadableDatabase } from '../../data/database';
import { findLesionMap } from '../../data/repositories/analyses';
import { listLesionMarks } from '../../data/repositories/lesion-marks';

/** A lesion that counts, whose type somebody or something named. */
export interface CountedLesion extends MergedLesion<MappedLesion> {
  readonly type: LesionType;
}

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

/** Those of them whose type is known: no count by type could hold the others. */
export const lesionsOfPhoto = (database: ReadableDatabase, photoId: string): readonly CountedLesion[] =>
  countedOnPhoto(database, photoId).filter((lesion): lesion is CountedLesion => lesion.type !== null);
