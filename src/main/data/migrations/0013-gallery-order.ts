import type { Migration } from '../migrate';

/** The gallery's order, so that a page of it is found without a walk through all photos. */
export const galleryOrder: Migration = {
  number: 13,
  sql: `CREATE INDEX photos_in_gallery ON photos (removed_at, sequence);`,
};
