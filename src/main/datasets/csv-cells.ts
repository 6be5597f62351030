import { parse } from 'csv-parse/sync';

/**
 * The cells of one line of a table, none of an empty one; a sentence where its quotes are wrong. Read line by
 * line, so that a quote left open spoils no line but its own.
 */
export function csvCells(line: string): readonly string[] | string {
  try {
    const rows = parse(line, { trim: true, skip_empty_lines: true, relax_column_count: true });
    return (rows as unknown as readonly (readonly string[])[])[0] ?? [];
  } catch (error) {
    return `not a row of a table: ${(error as Error).message.replace(/ at line 1/, '')}`;
  }
}

export const csvLines = (text: string): readonly string[] => text.replace(/^\uFEFF/, '').split(/\r?\n/);
