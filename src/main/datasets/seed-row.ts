import type { DatasetLabel } from './dataset';
import { labelBox, cutNote, type PixelSize } from './label-box';

/** `_annotations.txt` and `_classes.txt` stand beside the pictures. */
export const SEED_ANNOTATIONS = '_annotations.txt';
export const SEED_CLASSES = '_classes.txt';

/** A row's tail of boxes; the file name before it may hold blanks. */
const BOX_TOKEN = /^[^\s,]*(?:,[^\s,]*){3,}$/;

export interface SeedRow {
  readonly fileName: string;
  /** The boxes as they are written. */
  readonly boxes: readonly string[];
}

/**
 * Parts a row `<file> x1,y1,x2,y2,class x1,y1,x2,y2,class …` into name and boxes. Where the name itself looks as
 * if it held a box, the longest name that `isPicture` knows is taken.
 */
export function partSeedRow(row: string, isPicture: (fileName: string) => boolean): SeedRow {
  const text = row.trimEnd();
  const ends: number[] = [];
  for (const { index, 0: gap } of text.matchAll(/\s+/g)) {
    const token = /^\S+/.exec(text.slice(index + gap.length))?.[0] ?? '';
    if (index > 0 && BOX_TOKEN.test(token)) ends.push(index);
  }
  ends.push(text.length);
  const end = ends.findLast((place) => isPicture(text.slice(0, place).trim())) ?? ends[0] ?? text.length;
  const tail = text.slice(end).trim();
  return { fileName: text.slice(0, end).trim(), boxes: tail === '' ? [] : tail.split(/\s+/) };
}

export type SeedBox = { readonly label: DatasetLabel; readonly note?: string } | { readonly problem: string };

/** One box `x1,y1,x2,y2,class`, corners in pixels. */
export function parseSeedBox(
  token: string,
  classes: readonly (string | undefined)[],
  size: PixelSize | null,
): SeedBox {
  const parts = token.split(',');
  if (parts.length !== 5 || parts.some((part) => !/^-?\d+(\.\d+)?$/.test(part)))
    return { problem: 'expected x1,y1,x2,y2,class' };
  const [x1 = NaN, y1 = NaN, x2 = NaN, y2 = NaN, classIndex = NaN] = parts.map(Number);
  const label = classes[classIndex];
  if (label === undefined) return { problem: `class ${classIndex} is not in ${SEED_CLASSES}` };
  const box = labelBox({ x: x1, y: y1, width: x2 - x1, height: y2 - y1 }, size);
  if ('problem' in box) return box;
  const note = box.cut === undefined ? {} : { note: cutNote(label, box.cut) };
  return { label: { label, box: box.box }, ...note };
}
