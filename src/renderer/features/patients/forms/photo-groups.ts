import { localDay } from '../../../../shared/day';
import type { PhotoSummary } from '../../../../shared/photo/photo';
import { bySitting } from '../../../../shared/record/sitting';
import { dayText } from '../../../ui/format';

/** Photos that were probably taken of one patient. */
export interface PhotoGroup {
  readonly key: string;
  readonly title: string;
  readonly members: readonly PhotoSummary[];
}

/**
 * Photos in groups by the pauses between them, each in the order of the camera. Groups of the wanted day come first,
 * then the newest.
 * @param wantedDay ISO 8601 date.
 * @param pauseMinutes a longer pause means the next patient.
 */
export function photoGroups(
  photos: readonly PhotoSummary[],
  wantedDay: string,
  pauseMinutes: number,
): readonly PhotoGroup[] {
  const onDay = ([first]: readonly PhotoSummary[]): boolean => first?.takenAt?.startsWith(wantedDay) ?? false;
  return bySitting(photos, pauseMinutes)
    .toReversed()
    .toSorted((a, b) => Number(onDay(b)) - Number(onDay(a)))
    .map((members) => ({ key: members[0]?.id ?? '', title: titleOf(members[0]), members }));
}

function titleOf(first: PhotoSummary | undefined): string {
  if (!first) return '';
  if (first.takenAt === null) return `Added ${dayText(localDay(new Date(first.importedAt)))}`;
  return `Taken ${dayText(first.takenAt)}, ${first.takenAt.slice(11, 16)}`;
}
