import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { namedClasses, parseClassList } from './class-list';
import type { DatasetLabel, DatasetProblem, LabelReading, Split } from './dataset';
import { inParallel } from './in-parallel';
import type { PixelSize } from './label-box';
import { leakageStem } from './leakage-stem';
import { inFileOrder } from './problem-order';
import { pictureFinder } from './picture-finder';
import { listPictures, READS_AT_ONCE, uprightSize } from './pictures';
import { parseSeedBox, partSeedRow, SEED_CLASSES } from './seed-row';

interface Row {
  readonly line: number;
  readonly picture: string;
  readonly boxes: readonly string[];
}

/**
 * Reads the seed study's format: `_annotations.txt` and `_classes.txt` beside the pictures. A photo all of
 * whose boxes are malformed is left out: it would pass for clear skin.
 * @param only the one picture to read, by its absolute path.
 */
export async function readSeedAnnotations(file: string, split: Split, only?: string): Promise<LabelReading> {
  const folder = dirname(file);
  const [text, classText, pictures] = await Promise.all([
    readFile(file, 'utf8'),
    readFile(join(folder, SEED_CLASSES), 'utf8').catch(() => null),
    listPictures(folder),
  ]);
  const problems: DatasetProblem[] = [];
  const notes: DatasetProblem[] = [];
  if (classText === null) problems.push({ file, message: `${SEED_CLASSES} is missing beside this file` });
  const classes = parseClassList(classText ?? '');

  const present = new Set(pictures);
  const find = pictureFinder(folder, split);
  const rows: Row[] = [];
  for (const [index, row] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (row.trim() === '') continue;
    const { fileName, boxes } = partSeedRow(row, (name) => present.has(name));
    const picture = present.has(fileName) ? join(folder, fileName) : await find(fileName);
    if (picture === null)
      problems.push({ file, line: index + 1, message: `the picture "${fileName}" is not in this folder` });
    else if (only === undefined || picture === only) rows.push({ line: index + 1, picture, boxes });
  }
  const sizes = new Map<string, PixelSize | null>();
  await inParallel([...new Set(rows.map(({ picture }) => picture))], READS_AT_ONCE, async (picture) =>
    sizes.set(picture, await uprightSize(picture)),
  );

  const labelsOf = new Map<string, readonly DatasetLabel[]>();
  for (const { line, picture, boxes } of rows) {
    const labels: DatasetLabel[] = [];
    for (const token of boxes) {
      const parsed = parseSeedBox(token, classes, sizes.get(picture) ?? null);
      if ('problem' in parsed) problems.push({ file, line, message: `box "${token}": ${parsed.problem}` });
      else {
        labels.push(parsed.label);
        if (parsed.note !== undefined) notes.push({ file, line, message: parsed.note });
      }
    }
    if (labels.length > 0 || boxes.length === 0)
      labelsOf.set(picture, [...(labelsOf.get(picture) ?? []), ...labels]);
  }
  const named = new Set(rows.map(({ picture }) => picture));
  for (const picture of only === undefined ? pictures : [])
    if (!named.has(join(folder, picture)))
      problems.push({ file: join(folder, picture), message: `the picture has no row in ${basename(file)}` });
  const photos = [...labelsOf].map(([picture, labels]) => ({
    file: picture,
    fileName: basename(picture),
    split,
    stem: leakageStem(basename(picture)),
    width: sizes.get(picture)?.width ?? null,
    height: sizes.get(picture)?.height ?? null,
    labels,
  }));
  return {
    classes: namedClasses(classes),
    photos,
    problems: inFileOrder(problems),
    notes: inFileOrder(notes),
  };
}
