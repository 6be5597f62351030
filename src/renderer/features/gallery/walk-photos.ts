import type { GalleryRow } from '../../../shared/photo/gallery-row';
import type { PhotoSummary } from '../../../shared/photo/photo';

/**
 * The photo at a place of the gallery. Where a group's own row stands there, the photo beyond it in the direction of
 * the walk, and at either end the one before it.
 * @param step 1 downwards, −1 upwards.
 */
export async function photoFrom(
  rowAt: (index: number) => Promise<GalleryRow | null>,
  index: number,
  step: 1 | -1,
): Promise<PhotoSummary | null> {
  for (const place of [index, index + step, index - step]) {
    const row = place < 0 ? null : await rowAt(place);
    if (row?.kind === 'photo') return row.photo;
  }
  return null;
}

/** The photo nearest to a place among rows, the next one first; null where there is none but itself. */
export function neighbourPhoto(rows: readonly GalleryRow[], index: number): PhotoSummary | null {
  const after = rows.slice(index + 1).find((row) => row.kind === 'photo');
  const row = after ?? rows.slice(0, Math.max(0, index)).findLast((one) => one.kind === 'photo');
  return row?.kind === 'photo' ? row.photo : null;
}
