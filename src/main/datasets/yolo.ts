import { readdir, readFile } from 'node:fs/promises';
import { basename, join, parse } from 'node:path';
import type { DatasetLabel, DatasetProblem, LabelledPhoto, LabelReading, Split } from './dataset';
import { namedClasses } from './class-list';
import { inParallel } from './in-parallel';
import { cutNote, labelBox, type PixelSize } from './label-box';
import { leakageStem } from './leakage-stem';
import { inFileOrder } from './problem-order';
import { listPictures, READS_AT_ONCE, uprightSize } from './pictures';
import { findYoloClasses, isClassListName } from './yolo-classes';

/**
 * One row of a YOLO label file: `class cx cy w h`, or `class x1 y1 x2 y2 …` with at least three corners of
 * an outline, all in fractions of the photo. Answers pixels.
 */
export function parseYoloRow(
  row: string,
  classes: readonly (string | undefined)[] | null,
  size: PixelSize,
): { readonly label: DatasetLabel; readonly note?: string } | { readonly problem: string } {
  const parts = row.trim().split(/\s+/);
  const numbers = parts.map(Number);
  if (parts.some((part) => part === '') || numbers.some((value) => !Number.isFinite(value)))
    return { problem: `expected numbers, found "${row.trim().slice(0, 60)}"` };
  const [classIndex = NaN, ...coordinates] = numbers;
  if (!Number.isInteger(classIndex) || classIndex < 0)
    return { problem: `class "${parts[0]}" is not a whole number` };
  const label = classes === null ? String(classIndex) : classes[classIndex];
  if (label === undefined) return { problem: `class ${classIndex} has no name` };
  const fractions = boxOfCoordinates(coordinates);
  if (fractions === null)
    return { problem: `expected 4 coordinates or an outline, found ${coordinates.length}` };
  if (coordinates.some((value) => value < -0.01 || value > 1.01))
    return { problem: 'a coordinate is not a fraction of the photo (0 to 1)' };
  const box = labelBox(
    {
      x: fractions.x * size.width,
      y: fractions.y * size.height,
      width: fractions.width * size.width,
      height: fractions.height * size.height,
    },
    size,
  );
  if ('problem' in box) return box;
  const note =
    coordinates.length > 4
      ? { note: `the outline of "${label}" was read as a box` }
      : box.cut !== undefined
        ? { note: cutNote(label, box.cut) }
        : {};
  return { label: { label, box: box.box }, ...note };
}

function boxOfCoordinates(coordinates: readonly number[]) {
  if (coordinates.length === 4) {
    const [centreX = 0, centreY = 0, width = 0, height = 0] = coordinates;
    return { x: centreX - width / 2, y: centreY - height / 2, width, height };
  }
  if (coordinates.length < 6 || coordinates.length % 2 !== 0) return null;
  const xs = coordinates.filter((_, index) => index % 2 === 0);
  const ys = coordinates.filter((_, index) => index % 2 === 1);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

/** The folder of label files that belongs to a folder of pictures: the same one, or `labels` for `images`. */
export function yoloLabelFolder(pictureFolder: string): string {
  const segments = pictureFolder.split(/(?<=[\\/])/);
  for (let index = segments.length - 1; index >= Math.max(0, segments.length - 2); index -= 1) {
    const segment = segments[index] ?? '';
    if (/^images[\\/]?$/i.test(segment))
      return segments.with(index, segment.replace(/images/i, 'labels')).join('');
  }
  return pictureFolder;
}

/**
 * Reads a folder of pictures whose labels are YOLO text files of the same name. A picture without one is
 * clear skin, as in every YOLO trainer; one all of whose rows are malformed is left out.
 */
export async function readYolo(pictureFolder: string, split: Split, only?: string): Promise<LabelReading> {
  const labelFolder = yoloLabelFolder(pictureFolder);
  const [pictures, labelFiles, classes] = await Promise.all([
    listPictures(pictureFolder),
    readdir(labelFolder).then(labelFilesAmong),
    findYoloClasses(labelFolder),
  ]);
  const problems: DatasetProblem[] = [];
  if (classes === null)
    problems.push({ file: labelFolder, message: 'no data.yaml or classes.txt names the classes' });
  const notes: DatasetProblem[] = [];
  const photos: LabelledPhoto[] = [];
  const wanted = pictures.filter((fileName) => only === undefined || fileName === only);
  const found = await inParallel(wanted, READS_AT_ONCE, async (fileName) => {
    const labelFile = labelFiles.get(stemOf(fileName));
    const [size, text] = await Promise.all([
      uprightSize(join(pictureFolder, fileName)),
      labelFile === undefined ? '' : readFile(join(labelFolder, labelFile), 'utf8'),
    ]);
    return { fileName, size, text, labelFile: labelFile ?? '' };
  });
  for (const { fileName, size, text, labelFile } of found) {
    const file = join(pictureFolder, fileName);
    if (size === null) {
      problems.push({ file, message: 'the picture’s size can’t be read' });
      continue;
    }
    const labels: DatasetLabel[] = [];
    let malformed = 0;
    for (const [index, row] of text.split(/\r?\n/).entries()) {
      if (row.trim() === '') continue;
      const label = parseYoloRow(row, classes, size);
      if ('problem' in label) {
        malformed += 1;
        problems.push({ file: join(labelFolder, labelFile), line: index + 1, message: label.problem });
        continue;
      }
      labels.push(label.label);
      if (label.note !== undefined)
        notes.push({ file: join(labelFolder, labelFile), line: index + 1, message: label.note });
    }
    if (labels.length === 0 && malformed > 0) continue;
    photos.push({ file, fileName: basename(file), split, stem: leakageStem(fileName), ...size, labels });
  }
  const stems = new Set(pictures.map(stemOf));
  for (const [stem, labelFile] of only === undefined ? labelFiles : [])
    if (!stems.has(stem) && !isClassListName(labelFile))
      problems.push({ file: join(labelFolder, labelFile), message: 'no picture has this name' });
  return {
    classes: namedClasses(classes ?? numbered(photos)),
    photos,
    problems: inFileOrder(problems),
    notes: inFileOrder(notes),
  };
}

/** What a picture and its label file have in common, however their systems write accents. */
const stemOf = (fileName: string): string => parse(fileName).name.normalize();

const labelFilesAmong = (names: readonly string[]): ReadonlyMap<string, string> =>
  new Map(names.filter((name) => /^[^.].*\.txt$/i.test(name)).map((name) => [stemOf(name), name]));

/** Without names a class is called by its number. */
const numbered = (photos: readonly LabelledPhoto[]): readonly string[] =>
  [...new Set(photos.flatMap(({ labels }) => labels.map(({ label }) => label)))].sort(
    (a, b) => Number(a) - Number(b),
  );

/** True where a folder of pictures has at least one YOLO label file of a picture's name. */
export async function hasYoloLabels(pictureFolder: string): Promise<boolean> {
  const labelFolder = yoloLabelFolder(pictureFolder);
  const [pictures, names] = await Promise.all([
    listPictures(pictureFolder),
    readdir(labelFolder).catch(() => []),
  ]);
  const labelFiles = labelFilesAmong(names);
  return pictures.some((picture) => labelFiles.has(stemOf(picture)));
}
