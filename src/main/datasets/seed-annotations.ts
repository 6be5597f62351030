import { basename, dirname, join } from 'node:path';
import { readFile } from 'node:fs/promises';
import type { DatasetLabel, DatasetProblem, LabelReading, Split } from './dataset';
import { labelBox } from './label-box';
import { leakageStem } from './leakage-stem';
import { listPictures } from './pictures';

export const SEED_ANNOTATIONS = '_annotations.txt';
export const SEED_CLASSES = '_classes.txt';

/** A row's tail of boxes; the file name before it may hold blanks. */
const BOX_TOKEN = /^[^\s,]*(?:,[^\s,]*){3,}$/;

/** One row: `<file> x1,y1,x2,y2,class x1,y1,x2,y2,class …`, corners in pixels. */
export function parseSeedRow(
  row: string,
  classes: readonly string[],
): {
  readonly fileName: string;
  readonly labels: readonly DatasetLabel[];
  readonly problems: readonly string[];
} {
  const tokens = row.trim().split(/\s+/);
  const firstBox = tokens.findIndex((token, index) => index > 0 && BOX_TOKEN.test(token));
  const nameEnd = firstBox === -1 ? tokens.length : firstBox;
  const labels: DatasetLabel[] = [];
  const problems: string[] = [];
  for (const token of tokens.slice(nameEnd)) {
    const parsed = parseBox(token, classes);
    if ('problem' in parsed) problems.push(`box "${token}": ${parsed.problem}`);
    else labels.push(parsed);
  }
  return { fileName: tokens.slice(0, nameEnd).join(' '), labels, problems };
}

function parseBox(token: string, classes: readonly string[]): DatasetLabel | { readonly problem: string } {
  const parts = token.split(',');
  if (parts.length !== 5 || parts.some((part) => !/^-?\d+(\.\d+)?$/.test(part)))
    return { problem: 'expected x1,y1,x2,y2,class' };
  const [x1 = NaN, y1 = NaN, x2 = NaN, y2 = NaN, classIndex = NaN] = parts.map(Number);
  const label = classes[classIndex];
  if (label === undefined) return { problem: `class ${classIndex} is not in ${SEED_CLASSES}` };
  const box = labelBox({ x: x1, y: y1, width: x2 - x1, height: y2 - y1 }, null);
  return 'problem' in box ? box : { label, box };
}

/**
 * Reads the seed study's format: `_annotations.txt` and `_classes.txt` beside the pictures. A photo all of
 * whose boxes are malformed is left out: it would pass for clear skin.
 */
export async function readSeedAnnotations(file: string, split: Split): Promise<LabelReading> {
  const folder = dirname(file);
  const [text, classText, pictures] = await Promise.all([
    readFile(file, 'utf8'),
    readFile(join(folder, SEED_CLASSES), 'utf8').catch(() => null),
    listPictures(folder),
  ]);
  const problems: DatasetProblem[] = [];
  if (classText === null) problems.push({ file, message: `${SEED_CLASSES} is missing beside this file` });
  const classes = (classText ?? '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const present = new Set(pictures);
  const labelsOf = new Map<string, DatasetLabel[]>();
  for (const [index, row] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (row.trim() === '') continue;
    const line = index + 1;
    const { fileName, labels, problems: rowProblems } = parseSeedRow(row, classes);
    for (const message of rowProblems) problems.push({ file, line, message });
    if (!present.has(fileName)) {
      problems.push({ file, line, message: `the picture "${fileName}" is not in this folder` });
      continue;
    }
    if (labels.length === 0 && rowProblems.length > 0) continue;
    labelsOf.set(fileName, [...(labelsOf.get(fileName) ?? []), ...labels]);
  }
  const photos = [...labelsOf].map(([fileName, labels]) => ({
    file: join(folder, fileName),
    fileName: basename(fileName),
    split,
    stem: leakageStem(fileName),
    width: null,
    height: null,
    labels,
  }));
  return { photos, problems };
}
