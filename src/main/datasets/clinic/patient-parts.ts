import { createHash } from 'node:crypto';

/** What a photo is for: to learn from, to choose weights and threshold by, or to compare models on. */
export const DATASET_PARTS = ['train', 'valid', 'test'] as const;
export type DatasetPart = (typeof DATASET_PARTS)[number];

/** Shares of the patients. The test set is the largest that still leaves most to learn from. */
export const PART_SHARES: Readonly<Record<DatasetPart, number>> = { train: 0.6, valid: 0.15, test: 0.25 };

/** Where in [0, 1) a patient falls: evenly spread, and always the same for one salt. */
export function placeOfPatient(salt: string, patientId: string): number {
  const hash = createHash('sha256').update(`${salt}:${patientId}`).digest();
  return hash.readUInt32BE(0) / 2 ** 32;
}

/**
 * The part that all photos of a patient belong to, today and later: it hangs on nothing but salt and patient.
 * @param learnedFrom whether a model has learned from a photo that is this patient's now. Only a merging of two
 *   records can make that of a test patient, who then may not judge models any more.
 */
export function partOfPatient(salt: string, patientId: string, learnedFrom: boolean): DatasetPart {
  const place = placeOfPatient(salt, patientId);
  if (place < PART_SHARES.test) return learnedFrom ? 'train' : 'test';
  return place < PART_SHARES.test + PART_SHARES.valid ? 'valid' : 'train';
}
