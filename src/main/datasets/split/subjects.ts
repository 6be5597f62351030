import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { MaculeError } from '../../../shared/errors';
import { csvCells, csvLines } from '../csv-cells';
import type { DatasetProblem } from '../dataset';

/** The name of a photo as tables of subjects are asked for it, however its system writes accents. */
export const photoName = (file: string): string => basename(file).normalize();

/** Who is on the photos of a table, by {@link photoName}, and its rows that say nothing. */
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
      const name = photoName(photo.replaceAll('\\', '/'));
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

/**
 * Tells how many photos a table or pattern says nothing of: a person on them may come to stand on both sides.
 * @param told what was to tell: the table's path, or the dataset's where the file names were.
 * @throws MaculeError `invalid-input` where it says nothing of any photo: whoever gave it wants people kept together.
 */
export function missingSubjects(
  subjects: readonly (string | null)[],
  told: string,
): readonly DatasetProblem[] {
  const missing = subjects.filter((subject) => subject === null).length;
  if (missing === 0) return [];
  if (missing < subjects.length)
    return [{ file: told, message: `does not say who is on ${missing} of the ${subjects.length} photos` }];
  throw new MaculeError({
    kind: 'invalid-input',
    message: `“${basename(told)}” tells of none of the ${missing} photos who is on them.`,
    file: basename(told),
    advice:
      'A table needs a header, commas between its columns, and the photo’s file name before its person; a pattern ' +
      'has to match the file name.',
    retryable: false,
  });
}
