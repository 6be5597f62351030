import { stringify } from 'csv-stringify/sync';

/** Rows as a table with a heading. Begins with a byte order mark, so that spreadsheets read it as UTF-8. */
export const csvTable = (rows: readonly object[], columns: readonly string[]): string =>
  stringify([...rows], { header: true, columns: [...columns], bom: true, escape_formulas: true });
