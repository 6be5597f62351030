import type { LabelledPhoto } from '../dataset';
import { joinGroups, linksByKey } from '../duplicates/join-groups';
import type { DuplicateKind, DuplicatePair } from '../duplicates/find-duplicates';

/** A photo as reports name it. */
export interface NamedPhoto {
  readonly dataset: string;
  readonly split: LabelledPhoto['split'];
  readonly file: string;
}

/** Photos of one original picture. */
export interface SharedOriginal {
  /** Whether some are to be trained on and others held out, so that what is measured on these is worthless. */
  readonly leaks: boolean;
  readonly photos: readonly NamedPhoto[];
}

export interface SharedName extends SharedOriginal {
  readonly stem: string;
}

export interface DuplicateGroup extends SharedOriginal {
  /** What the members have in common, the weakest link's. */
  readonly kind: DuplicateKind;
  /** Whether the members are marked differently though they show the same. */
  readonly labelsDiffer: boolean;
}

export interface PlacedPhoto {
  readonly dataset: string;
  readonly photo: LabelledPhoto;
}

const named = ({ dataset, photo: { split, file } }: PlacedPhoto): NamedPhoto => ({ dataset, split, file });

const leaks = (members: readonly PlacedPhoto[]): boolean =>
  members.some(({ photo }) => photo.split === 'train') &&
  members.some(({ photo }) => photo.split !== 'train');

/** Originals that several photos are named after. */
export function sharedNames(photos: readonly PlacedPhoto[]): readonly SharedName[] {
  return groupsOf(photos, linksByKey(photos.map(({ photo }) => photo.stem))).map((members) => ({
    stem: members[0]?.photo.stem ?? '',
    leaks: leaks(members),
    photos: members.map(named),
  }));
}

const ORDER: readonly DuplicateKind[] = ['same-file', 'same-picture', 'mirrored'];

/** Photos that look alike, whatever their names. */
export function duplicateGroups(
  photos: readonly PlacedPhoto[],
  pairs: readonly DuplicatePair[],
): readonly DuplicateGroup[] {
  const kinds = new Map<PlacedPhoto | undefined, number>();
  for (const { a, b, kind } of pairs)
    for (const photo of [photos[a], photos[b]])
      kinds.set(photo, Math.max(kinds.get(photo) ?? 0, ORDER.indexOf(kind)));
  return groupsOf(
    photos,
    pairs.map(({ a, b }) => [a, b] as const),
  ).map((members) => {
    const kind = ORDER[Math.max(...members.map((member) => kinds.get(member) ?? 0))] ?? 'same-picture';
    return {
      kind,
      leaks: leaks(members),
      labelsDiffer: kind === 'same-file' && new Set(members.map(({ photo }) => marks(photo))).size > 1,
      photos: members.map(named),
    };
  });
}

/** What is marked on a photo, as one text; boxes of copies of other sizes can't be compared. */
const marks = ({ labels, presence }: LabelledPhoto): string =>
  JSON.stringify([labels.map(({ label, box }) => [label, box.x, box.y, box.width, box.height]), presence]);

function groupsOf(
  photos: readonly PlacedPhoto[],
  links: Iterable<readonly [number, number]>,
): readonly (readonly PlacedPhoto[])[] {
  return joinGroups(photos.length, links)
    .filter((members) => members.length > 1)
    .map((members) => members.flatMap((index) => photos[index] ?? []));
}
