import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { className } from '../../../src/main/datasets/class-list';
import {
  SPLITS,
  type Dataset,
  type LabelFormat,
  type LabelledPhoto,
} from '../../../src/main/datasets/dataset';
import { onGrid } from '../../../src/main/datasets/label-box';

import { leakageStem } from '../../../src/main/datasets/leakage-stem';
import { openDataset } from '../../../src/main/datasets/open-dataset';
import { presentClasses } from '../../../src/main/datasets/presence';
import { writeDataset } from '../../../src/main/datasets/write/write-dataset';
import { greyJpeg, writeTree } from '../../helpers/dataset-files';
import { temporaryFolder } from '../../helpers/temporary-folder';

const folder = temporaryFolder();
const SIZES = [
  [64, 48],
  [333, 517],
  [4032, 3024],
] as const;
const pictureOf = (index: number): string => join(folder.path, `size-${index}.jpg`);

beforeAll(async () => {
  for (const [index, [width, height]] of SIZES.entries())
    await writeTree(folder.path, { [`size-${index}.jpg`]: await greyJpeg(width, height) });
});
afterAll(() => folder.remove());

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom(
    'papule, small',
    "d'été",
    '"quoted"',
    'a  b',
    'no: yes',
    '# 1',
    '1',
    'true',
    '丘疹',
    '<b>&',
  ),
);
const names = (what: fc.Arbitrary<string>, size: { minLength: number; maxLength: number }) =>
  fc.uniqueArray(what, { ...size, selector: (name) => name.toLowerCase().normalize() });
const classNames = names(
  text.map(className).filter((name) => name !== ''),
  { minLength: 1, maxLength: 5 },
);
const stems = names(
  text
    .map((stem) => className(stem).replace(/[/\\]|^\.+/g, ''))
    .filter((stem) => stem !== '' && className(stem) === stem && leakageStem(`${stem}.jpg`) === stem),
  { minLength: 1, maxLength: 4 },
);
const number = fc.oneof(
  fc.nat({ max: 2 ** 31 - 1 }).map((step) => step / (2 ** 31 - 1)),
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.constantFrom(0, 1 / 3, 0.5, 1),
);

const box = (size: readonly [number, number]) =>
  fc.tuple(number, number, number, number).map(([u1, v1, u2, v2]) => {
    const between = (a: number, b: number, length: number) => {
      const low = onGrid(Math.min(a, b) * length);
      // At least a tenth of a pixel, so that none vanishes on the grid.
      const start = Math.min(low, onGrid(length - 0.1));
      return [start, onGrid(Math.max(onGrid(Math.max(a, b) * length), onGrid(start + 0.1)) - start)] as const;
    };
    const [x, width] = between(u1, u2, size[0]);
    const [y, height] = between(v1, v2, size[1]);
    return { x, y, width, height };
  });

const photo = (stem: string, classes: readonly string[]): fc.Arbitrary<LabelledPhoto> =>
  fc.tuple(fc.nat({ max: SIZES.length - 1 }), fc.constantFrom(...SPLITS)).chain(([index, split]) => {
    const size = SIZES[index]!;
    return fc
      .array(fc.record({ label: fc.constantFrom(...classes), box: box(size) }), { maxLength: 4 })
      .map((labels) => ({
        file: `${index}`,
        fileName: `${stem}.jpg`,
        split,
        stem,
        width: size[0],
        height: size[1],
        labels,
      }));
  });

const dataset: fc.Arbitrary<Dataset> = fc.tuple(classNames, stems).chain(([classes, all]) =>
  fc.tuple(...all.map((stem) => photo(stem, classes))).map((photos) => ({
    name: 'made up',
    formats: ['coco' as const],
    classes,
    photos,
    problems: [],
    notes: [],
  })),
);

let runs = 0;
/** The dataset with its pictures on disk, and an empty folder to write to. */
async function onDisk(made: Dataset): Promise<{ readonly set: Dataset; readonly root: string }> {
  runs += 1;
  const root = join(folder.path, `run-${runs}`);
  await mkdir(join(root, 'in'), { recursive: true });
  const photos = [];
  for (const one of made.photos) {
    const file = join(root, 'in', one.fileName);
    await symlink(pictureOf(Number(one.file)), file);
    photos.push({ ...one, file });
  }
  return { set: { ...made, photos }, root };
}

const content = ({ classes, photos }: Dataset) => ({
  classes,
  photos: photos
    .map(({ file: _, ...rest }) => rest)
    .sort((a, b) => Number(a.split + a.fileName > b.split + b.fileName) - 0.5),
});

async function through(set: Dataset, folders: readonly (readonly [LabelFormat, string])[]): Promise<Dataset> {
  let current = set;
  for (const [format, to] of folders) {
    await writeDataset(current, to, to, { format, pictures: 'link' });
    current = await openDataset(to, { presence: true });
    expect(current.problems).toEqual([]);
    expect(current.notes).toEqual([]);
  }
  return current;
}

const BOX_FORMATS: readonly LabelFormat[] = ['seed', 'yolo', 'coco', 'voc'];

describe('round trips', () => {
  it.each(BOX_FORMATS)('%s and any other format after it keep everything', (first) =>
    fc.assert(
      fc.asyncProperty(dataset, fc.constantFrom(...BOX_FORMATS), async (made, second) => {
        const { set, root } = await onDisk(made);
        const back = await through(set, [
          [first, join(root, 'first')],
          [second, join(root, 'second')],
          [first, join(root, 'third')],
        ]);
        expect(content(back)).toEqual(content(set));
      }),
      { numRuns: 25 },
    ),
  );

  it('a table of classes keeps which are there, and which are not', () =>
    fc.assert(
      fc.asyncProperty(dataset, async (made) => {
        const { set, root } = await onDisk(made);
        const back = await through(set, [
          ['csv', join(root, 'first')],
          ['csv', join(root, 'second')],
        ]);
        const presence = (photos: readonly LabelledPhoto[]) =>
          photos.map((one) => [one.split + one.fileName, ...[...presentClasses(one)].sort()]).sort();
        expect(back.classes).toEqual(set.classes);
        expect(presence(back.photos)).toEqual(presence(set.photos));
      }),
      { numRuns: 25 },
    ));
});
