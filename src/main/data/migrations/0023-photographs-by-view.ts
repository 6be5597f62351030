import type { Migration } from '../migrate';

/** Photos of one view in one visit are found without looking at every photo. */
export const photographsByView: Migration = {
  number: 23,
  sql: `
    DROP INDEX photographs_by_visit;
    CREATE INDEX photographs_by_visit ON photographs (visit_id, view);
  `,
};
