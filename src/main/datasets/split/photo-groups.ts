import type { PlacedPhoto } from '../inspect/shared-originals';
import type { DuplicatePair } from '../duplicates/find-duplicates';
import { joinGroups, linksByKey } from '../duplicates/join-groups';

/**
 * Photos that have to stay on one side of a split: of one subject, named after one original, or showing the same
 * picture; places in the list.
 * @param subjects of the photos, null where unknown.
 */
export const photoGroups = (
  photos: readonly PlacedPhoto[],
  subjects: readonly (string | null)[],
  duplicates: readonly DuplicatePair[],
): readonly (readonly number[])[] =>
  joinGroups(photos.length, [
    ...linksByKey(photos.map(({ photo }) => photo.stem)),
    ...linksByKey(subjects),
    ...duplicates.map(({ a, b }) => [a, b] as const),
  ]);
