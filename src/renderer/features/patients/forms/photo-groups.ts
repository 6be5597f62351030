import type { PhotoSummary } from '../../../../shared/photo/photo';
import { dayText } from '../../../ui/format';

/** Photos that were probably taken of one patient. */
export interface PhotoGroup {
  readonly key: string;
  readonly title: string;
  readonly members: readonly PhotoSummary[];
}

/** A pause between two photos that is longer than this means the next patient, milliseconds. */
const PAUSE_MS = 5 * 60_000;

const taken = ({ takenAt, importedAt }: PhotoSummary): number => Date.parse(takenAt ?? importedAt);

/**
 * Photos in groups by the pauses between them, each in the order of the camera. Groups of the wanted day come first,
 * then the newest.
 * @param wantedDay ISO 8601 date.
 */
export function photoGroups(photos: readonly PhotoSummary[], wantedDay: string): readonly PhotoGroup[] {
  const ordered = photos.toSorted((a, b) => taken(a) - taken(b));
  const groups: PhotoSummary[][] = [];
  for (const photo of ordered) {
    const last = groups.at(-1)?.at(-1);
    const together =
      last && taken(photo) - taken(last) <= PAUSE_MS && (last.takenAt === null) === (photo.takenAt === null);
    if (together) groups.at(-1)?.push(photo);
    else groups.push([photo]);
  }
  const onDay = ([first]: readonly PhotoSummary[]): boolean => first?.takenAt?.startsWith(wantedDay) ?? false;
  return groups
    .toReversed()
    .toSorted((a, b) => Number(onDay(b)) - Number(onDay(a)))
    .map((members) => ({ key: members[0]?.id ?? '', title: titleOf(members[0]), members }));
}

function titleOf(first: PhotoSummary | undefined): string {
  if (!first) return '';
  if (first.takenAt === null) return `Added ${dayText(first.importedAt)}`;
  return `Taken ${dayText(first.takenAt)}, ${first.takenAt.slice(11, 16)}`;
}
