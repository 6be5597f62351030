import { STATED_COUNT_KEYS, type StatedCounts } from '../clinical/stated-type';

/** All lesions, whether or not their type is known. */
export const totalOf = (counts: StatedCounts): number =>
  STATED_COUNT_KEYS.reduce((sum, key) => sum + counts[key], 0);
