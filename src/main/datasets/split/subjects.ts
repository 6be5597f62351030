import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { csvCells, csvLines } from '../csv-cells';
import type { DatasetProblem } from '../dataset';

/** Who is on the photos of a table, and its rows that say nothing. */
export interface SubjectTable {
  readonly subjects: ReadonlyMap<string, string>;
  readonly problems: readonly DatasetProblem[];
}

/** Reads a table with a header and two columns: a photo's file name, and a name or number of the person on it. */
export async function readSubjects(file: string): Promise<SubjectTable> {
  const subjects = new Map<string, string>();
  const problems: DatasetProblem[] = [];
  const report = (line: number, message: string): void => void problems.push({ file, line, message });
  const rows = csvLines(await readFile(file, 'utf8')).map(csvCells);
  const header = rows.findIndex((row) => row.length > 0);
  for (const [index, row] of rows.entries()) {
    if (index <= header || row.length === 0) continue;
    if (typeof row === 'string') report(index + 1, row);
    else {
      const [photo = '', subject = ''] = row;
      const name = basename(photo.replaceAll('\\', '/'));
      const earlier = subjects.get(name);
      if (photo === '' || subject === '') report(index + 1, 'expected a photo and its subject');
      else if (earlier !== undefined && earlier !== subject)
        report(index + 1, `"${name}" shows "${earlier}" already`);
      else subjects.set(name, subject);
    }
  }
  return { subjects, problems };
}

/** The subject that a file name tells: what the pattern's first group matches, or all of it. */
export function subjectInName(pattern: RegExp, file: string): string | null {
  const match = pattern.exec(basename(file));
  return match === null ? null : (match[1] ?? match[0]);
}
