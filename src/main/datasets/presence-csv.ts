import { open, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { className } from './class-list';
import { csvCells, csvLines } from './csv-cells';
import type { DatasetProblem, LabelledPhoto, LabelReading, Split } from './dataset';
import { inParallel } from './in-parallel';
import { leakageStem } from './leakage-stem';
import { pictureFinder } from './picture-finder';
import { listPictures, READS_AT_ONCE, uprightSize } from './pictures';
import { inFileOrder } from './problem-order';
import { spellings } from './spellings';

/** The name under which such a table is written, and looked for first. */
export const PRESENCE_CSV = '_classes.csv';

const NAME_COLUMN = /^(file|image|img|photo|picture)([ _-]?(name|id|path|file))?$/i;
const HEADER_BYTES = 4096;

interface CsvRow {
  readonly row: readonly string[];
  readonly line: number;
}

/**
 * Reads the multi-label table of the seed study's first experiment: a column with the picture's name, then one
 * column a class, 1 where it is somewhere on the photo and 0 where it is not.
 */
export async function readPresenceCsv(file: string, split: Split): Promise<LabelReading> {
  const folder = dirname(file);
  const problems: DatasetProblem[] = [];
  const report = (line: number, message: string): readonly never[] => {
    problems.push({ file, line, message });
    return [];
  };
  const cells = csvLines(await readFile(file, 'utf8')).map(csvCells);
  const start = cells.findIndex((row) => row.length > 0);
  const header = cells[start] ?? [];
  if (typeof header === 'string') report(start + 1, header);
  const classes = typeof header === 'string' ? [] : header.slice(1).map(className);
  const rows = cells.flatMap((row, index): readonly CsvRow[] => {
    if (index <= start || row.length === 0) return [];
    return typeof row === 'string' ? report(index + 1, row) : [{ row, line: index + 1 }];
  });
  const find = pictureFinder(folder, split);
  const lineOf = new Map<string, number>();
  const photos = await inParallel(
    rows,
    READS_AT_ONCE,
    async ({ row, line }): Promise<readonly LabelledPhoto[]> => {
      const [fileName = '', ...values] = row;
      const presence = parsePresence(values, classes);
      if (typeof presence === 'string') return report(line, presence);
      const picture = await find(fileName);
      if (picture === null) return report(line, `the picture "${fileName}" is not in this folder`);
      const earlier = lineOf.get(picture);
      if (earlier !== undefined) return report(line, `the picture "${fileName}" has line ${earlier} already`);
      lineOf.set(picture, line);
      const size = await uprightSize(picture);
      return [
        {
          file: picture,
          fileName: basename(picture),
          split,
          stem: leakageStem(basename(picture)),
          width: size?.width ?? null,
          height: size?.height ?? null,
          labels: [],
          presence,
        },
      ];
    },
  );
  const mentioned = new Set(rows.flatMap(({ row }) => spellings(row[0] ?? '').map((way) => basename(way))));
  for (const picture of await listPictures(folder))
    if (!mentioned.has(picture))
      problems.push({ file: join(folder, picture), message: `the picture has no row in ${basename(file)}` });
  return {
    classes: [...new Set(classes)].filter((name) => name !== ''),
    photos: photos.flat(),
    problems: inFileOrder(problems),
    notes: [],
  };
}

/** The classes of a row, or the reason why the row says nothing. */
function parsePresence(values: readonly string[], classes: readonly string[]): readonly string[] | string {
  if (values.length !== classes.length)
    return `expected ${classes.length} values after the name, found ${values.length}`;
  const wrong = values.find((value) => !/^[01](\.0+)?$/.test(value));
  if (wrong !== undefined) return `expected 0 or 1, found "${wrong.slice(0, 40)}"`;
  return [...new Set(classes.filter((name, index) => name !== '' && Number(values[index]) === 1))];
}

/** The table of presence among a folder's files, or null. */
export async function findPresenceCsv(folder: string, fileNames: readonly string[]): Promise<string | null> {
  const tables = fileNames.filter((name) => /\.csv$/i.test(name));
  tables.sort((a, b) => Number(b === PRESENCE_CSV) - Number(a === PRESENCE_CSV));
  for (const name of tables) if (await startsLikePresence(join(folder, name))) return join(folder, name);
  return null;
}

/** Whether a file's first two lines are the header and a row of such a table. */
async function startsLikePresence(file: string): Promise<boolean> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, 0);
    const lines = csvLines(buffer.toString('utf8', 0, bytesRead)).filter((line) => line.trim() !== '');
    const [header = [], row = []] = lines.slice(0, 2).map(csvCells);
    if (typeof header === 'string' || typeof row === 'string') return false;
    return (
      NAME_COLUMN.test(header[0] ?? '') &&
      header.length > 1 &&
      typeof parsePresence(row.slice(1), header.slice(1)) !== 'string'
    );
  } finally {
    await handle.close();
  }
}
