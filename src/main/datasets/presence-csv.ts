import { open, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { className } from './class-list';
import type { DatasetProblem, LabelledPhoto, LabelReading, Split } from './dataset';
import { inParallel } from './in-parallel';
import { leakageStem } from './leakage-stem';
import { inFileOrder } from './problem-order';
import { pictureFinder } from './picture-finder';
import { listPictures, READS_AT_ONCE, uprightSize } from './pictures';

/** The name under which such a table is written, and looked for first. */
export const PRESENCE_CSV = '_classes.csv';

const NAME_COLUMN = /^(file|image|img|photo|picture)([ _-]?(name|id|path|file))?$/i;
const HEADER_BYTES = 4096;

interface CsvRow {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/**
 * Reads the multi-label table of the seed study's first experiment: a column with the picture's name, then one
 * column a class, 1 where it is somewhere on the photo and 0 where it is not.
 */
export async function readPresenceCsv(file: string, split: Split): Promise<LabelReading> {
  const problems: DatasetProblem[] = [];
  const report = (line: number, message: string): readonly never[] => {
    problems.push({ file, line, message });
    return [];
  };
  const [header, ...rows] = parse(await readFile(file, 'utf8'), {
    bom: true,
    info: true,
    trim: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (error) => {
      if (error !== undefined) report(Number(error['lines'] ?? 1), error.message);
    },
  }) as unknown as readonly CsvRow[];
  const classes = (header?.record ?? []).slice(1).map(className);
  const find = pictureFinder(dirname(file), split);
  const named = new Map<string, number>();
  const photos = await inParallel(
    rows,
    READS_AT_ONCE,
    async ({ record, info }): Promise<readonly LabelledPhoto[]> => {
      const [fileName = '', ...cells] = record;
      const presence = parsePresence(cells, classes);
      if (typeof presence === 'string') return report(info.lines, presence);
      const picture = await find(fileName);
      if (picture === null) return report(info.lines, `the picture "${fileName}" is not in this folder`);
      const earlier = named.get(picture);
      named.set(picture, info.lines);
      if (earlier !== undefined)
        return report(info.lines, `the picture "${fileName}" has line ${earlier} already`);
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
  const mentioned = new Set(rows.map(({ record }) => basename(record[0] ?? '')));
  for (const picture of await listPictures(dirname(file)))
    if (!mentioned.has(picture))
      problems.push({
        file: join(dirname(file), picture),
        message: `the picture has no row in ${basename(file)}`,
      });
  return {
    classes: [...new Set(classes)].filter((name) => name !== ''),
    photos: photos.flat(),
    problems: inFileOrder(problems),
    notes: [],
  };
}

/** The classes of a row, or the reason why the row says nothing. */
function parsePresence(cells: readonly string[], classes: readonly string[]): readonly string[] | string {
  if (cells.length !== classes.length)
    return `expected ${classes.length} values after the name, found ${cells.length}`;
  const wrong = cells.find((cell) => !/^[01](\.0+)?$/.test(cell));
  if (wrong !== undefined) return `expected 0 or 1, found "${wrong.slice(0, 40)}"`;
  return [...new Set(classes.filter((name, index) => name !== '' && Number(cells[index]) === 1))];
}

/** The table of presence in a folder, or null. */
export async function findPresenceCsv(folder: string, fileNames: readonly string[]): Promise<string | null> {
  const tables = fileNames.filter((name) => /\.csv$/i.test(name));
  tables.sort((a, b) => Number(b === PRESENCE_CSV) - Number(a === PRESENCE_CSV));
  for (const name of tables) if (await hasPresenceHeader(join(folder, name))) return join(folder, name);
  return null;
}

async function hasPresenceHeader(file: string): Promise<boolean> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, 0);
    const rows = parse(buffer.subarray(0, bytesRead), {
      bom: true,
      trim: true,
      to: 2,
      relax_quotes: true,
      relax_column_count: true,
    }) as unknown as readonly (readonly string[])[];
    const [[name = '', ...classes] = [], [, ...cells] = []] = rows;
    return NAME_COLUMN.test(name) && classes.length > 0 && typeof parsePresence(cells, classes) !== 'string';
  } catch {
    // Some other table: no labels of ours.
    return false;
  } finally {
    await handle.close();
  }
}
