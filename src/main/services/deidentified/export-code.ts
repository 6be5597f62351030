/** Letters and figures that cannot be taken for one another (Crockford's base 32 without I, L, O, U). */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 8;
/** Days by which dates are moved, at least and at most, either way. */
const [LEAST_DAYS, MOST_DAYS] = [30, 365] as const;

/** A whole number of [0, below), from a source that cannot be foretold. */
export type RandomBelow = (below: number) => number;

/** What stands for a patient in one export only. */
export const drawCode = (randomBelow: RandomBelow): string =>
  Array.from({ length: CODE_LENGTH }, () => LETTERS[randomBelow(LETTERS.length)]).join('');

/** By how many days all dates of one export are moved: intervals stay. */
export function drawDateShift(randomBelow: RandomBelow): number {
  const days = LEAST_DAYS + randomBelow(MOST_DAYS - LEAST_DAYS + 1);
  return randomBelow(2) === 0 ? days : -days;
}
