import type { Migration } from '../migrate';

/**
 * What an analysis depended on besides the weights: everything in the model's description that changes results, and
 * the size in which the face was looked at. NULL where it was not kept yet.
 */
export const analysisCircumstances: Migration = {
  number: 20,
  sql: `
    ALTER TABLE analyses ADD COLUMN model_identity TEXT;
    ALTER TABLE analyses ADD COLUMN scale_by TEXT CHECK (scale_by IN ('face', 'picture'));
    ALTER TABLE analyses ADD COLUMN enlargement REAL CHECK (enlargement >= 1);
  `,
};
