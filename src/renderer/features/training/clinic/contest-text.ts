import type { VerdictContest } from '../../../../shared/training/verdict';

/** A figure of both models as the table shows it. */
export interface ContestText {
  readonly before: string;
  readonly after: string;
  readonly difference: string;
}

/** @param digits after the point. */
export const contestText = (
  { champion, challenger, difference }: VerdictContest,
  digits: number,
): ContestText => ({
  before: champion?.toFixed(digits) ?? 'n/a',
  after: challenger?.toFixed(digits) ?? 'n/a',
  difference: difference ? `${signed(difference.low, digits)} to ${signed(difference.high, digits)}` : 'n/a',
});

/** With a sign, but for what rounds to zero. */
function signed(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits);
  if (Number(text) === 0) return text;
  return value < 0 ? `−${text}` : `+${text}`;
}
