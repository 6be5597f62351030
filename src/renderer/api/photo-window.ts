/** Rows of a list, both included. */
export interface RowRange {
  readonly first: number;
  readonly last: number;
}

/** Rows that are fetched before and after those on the screen. */
const MARGIN = 150;
/** Rows that may still be missing at an end before more are fetched. */
const RESERVE = 50;
/** Most rows that one request brings. */
const MOST = 500;

/** What to fetch so that a range can be shown and scrolled a good way in either direction. */
export function stretchFor({ first, last }: RowRange): { readonly offset: number; readonly limit: number } {
  const offset = Math.max(0, first - MARGIN);
  return { offset, limit: Math.min(MOST, Math.max(first, last) - offset + 1 + MARGIN) };
}

/** Whether what was fetched holds a range with some reserve on either side, as far as the list goes. */
export function isWithin(
  { first, last }: RowRange,
  held: { readonly total: number; readonly offset: number; readonly rows: { readonly length: number } },
): boolean {
  const end = held.offset + held.rows.length;
  const from = Math.max(0, first - RESERVE);
  const to = Math.min(held.total, last + 1 + RESERVE);
  return held.offset <= from && to <= end;
}
