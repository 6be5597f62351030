import type { PhotoSummary } from '../../../../shared/photo/photo';
import type { Filing, Sitting } from '../../../../shared/record/sitting';

/** Whose photos a sitting's are, as far as that is known. */
export interface Target {
  readonly patient: { readonly id: string; readonly name: string };
  /** Null for a new visit on `date`. */
  readonly visitId: string | null;
  /** ISO 8601 date. */
  readonly date: string;
  /** What led to it: the app's two ways, or the clinician's choice. */
  readonly by: 'number' | 'order' | 'choice';
}

/** A sitting on the screen. */
export interface SortItem {
  /** Stays the item's own while it is there. */
  readonly key: string;
  readonly photos: readonly PhotoSummary[];
  readonly target: Target | null;
  /** Whether the clinician said that the target is right. */
  readonly confirmed: boolean;
  /** Whether the clinician has split, joined, chosen or confirmed it: then it stays as it is. */
  readonly isTouched: boolean;
}

const keyOf = (photos: readonly PhotoSummary[]): string => photos[0]?.id ?? '';

const itemOf = ({ photos, day, suggestion }: Sitting): SortItem => ({
  key: keyOf(photos),
  photos,
  target: suggestion && day !== null ? { ...suggestion, date: day } : null,
  ...{ confirmed: false, isTouched: false },
});

/**
 * What is on the screen brought level with main: photos that have gone into a record leave, new ones join the sittings
 * that nobody has touched, and what the clinician has split, joined, chosen or confirmed stays.
 */
export function levelWith(items: readonly SortItem[], fresh: readonly Sitting[]): readonly SortItem[] {
  const there = new Map(fresh.flatMap(({ photos }) => photos.map((photo) => [photo.id, photo] as const)));
  const kept = items.flatMap((item): readonly SortItem[] => {
    if (!item.isTouched) return [];
    const photos = item.photos.flatMap(({ id }) => there.get(id) ?? []);
    return photos.length > 0 ? [{ ...item, photos }] : [];
  });
  const known = new Set(kept.flatMap(({ photos }) => photos.map(({ id }) => id)));
  const joined = fresh.flatMap((sitting): readonly SortItem[] => {
    const photos = sitting.photos.filter(({ id }) => !known.has(id));
    return photos.length > 0 ? [itemOf({ ...sitting, photos })] : [];
  });
  return [...kept, ...joined].toSorted((a, b) => timeOf(a) - timeOf(b));
}

const timeOf = ({ photos: [first] }: SortItem): number =>
  first ? Date.parse(first.takenAt ?? first.importedAt) : 0;

const change = (
  items: readonly SortItem[],
  key: string,
  next: (item: SortItem) => readonly SortItem[],
): readonly SortItem[] => items.flatMap((item) => (item.key === key ? next(item) : [item]));

/** Parts a sitting before its photo at a place; whose the second part is nobody knows. */
export const splitAt = (items: readonly SortItem[], key: string, place: number): readonly SortItem[] =>
  change(items, key, (item) => {
    const [before, after] = [item.photos.slice(0, place), item.photos.slice(place)];
    if (before.length === 0 || after.length === 0) return [item];
    return [
      { ...item, photos: before, isTouched: true },
      { key: keyOf(after), photos: after, target: null, confirmed: false, isTouched: true },
    ];
  });

/** Makes one sitting of one and the next; it is the first one's, or else the second one's, and to be confirmed. */
export function joinNext(items: readonly SortItem[], key: string): readonly SortItem[] {
  const index = items.findIndex((item) => item.key === key);
  const [first, second] = [items[index], items[index + 1]];
  if (!first || !second) return items;
  const joined: SortItem = {
    key: first.key,
    photos: [...first.photos, ...second.photos],
    target: first.target ?? second.target,
    ...{ confirmed: false, isTouched: true },
  };
  return items.toSpliced(index, 2, joined);
}

/** Says whose a sitting is. */
export const choose = (items: readonly SortItem[], key: string, target: Target): readonly SortItem[] =>
  change(items, key, (item) => [{ ...item, target, confirmed: true, isTouched: true }]);

/** Confirms what is suggested for a sitting, or takes that back. */
export const toggleConfirmed = (items: readonly SortItem[], key: string): readonly SortItem[] =>
  change(items, key, (item) => [
    { ...item, confirmed: item.target !== null && !item.confirmed, isTouched: true },
  ]);

/** Confirms every sitting whose patient's number stands in a file's or folder's name. */
export const confirmNumbered = (items: readonly SortItem[]): readonly SortItem[] =>
  items.map((item) => (item.target?.by === 'number' ? { ...item, confirmed: true, isTouched: true } : item));

/** What is confirmed, as main takes it. */
export const filingsOf = (items: readonly SortItem[]): readonly Filing[] =>
  items.flatMap(({ photos, target, confirmed }) =>
    target && confirmed
      ? [
          {
            photoIds: photos.map(({ id }) => id),
            patientId: target.patient.id,
            visitId: target.visitId,
            date: target.date,
          },
        ]
      : [],
  );
