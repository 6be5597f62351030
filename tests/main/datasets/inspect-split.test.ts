import { copyFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findDuplicates } from '../../../src/main/datasets/duplicates/find-duplicates';
import { inspectDatasets } from '../../../src/main/datasets/inspect/inspect-datasets';
import type { LookOptions } from '../../../src/main/datasets/inspect/look-at-all';
import { openDatasets } from '../../../src/main/datasets/open-dataset';
import { splitDatasets, type SplitOptions } from '../../../src/main/datasets/split/split-datasets';
import { readSubjects, subjectInName } from '../../../src/main/datasets/split/subjects';
import { LOOK_SIDE, lookAtPhoto } from '../../../src/main/imaging/photo-look';
import { sharp } from '../../../src/main/imaging/sharp-instance';
import { renderPhantom } from '../../../src/shared/phantom/render-phantom';
import { writeTree } from '../../helpers/dataset-files';
import { writeImage } from '../../helpers/phantom-file';
import { temporaryFolder } from '../../helpers/temporary-folder';

const folder = temporaryFolder();
const train = join(folder.path, 'faces', 'train');
const valid = join(folder.path, 'faces', 'valid');

const looking: LookOptions = {
  look: async (file, signal) => {
    const { thumbnail, ...rest } = await lookAtPhoto(file, signal);
    return { ...rest, thumbnail: { side: LOOK_SIDE, grey: thumbnail } };
  },
  atOnce: 4,
};

/** Six faces to train on; to validate on are copies of the first three, made in different ways, and another face. */
beforeAll(async () => {
  await writeTree(folder.path, { 'faces/train/x': '', 'faces/valid/x': '' });
  const faces = [1, 2, 3, 4, 5, 6, 7].map((seed) => renderPhantom({ width: 160, height: 200, seed }).image);
  for (const [index, face] of faces.slice(0, 6).entries()) await writeImage(train, `face${index}.png`, face);
  await copyFile(join(train, 'face0.png'), join(valid, 'copy.png'));
  await sharp(join(train, 'face1.png'))
    .resize(90)
    .modulate({ brightness: 1.15 })
    .jpeg({ quality: 40 })
    .toFile(join(valid, 'small.jpg'));
  await sharp(join(train, 'face2.png')).flop().toFile(join(valid, 'mirror.png'));
  await writeImage(valid, 'other.png', faces[6]!);
  // A version of a training photo under Roboflow's kind of name, cropped so that it looks different.
  await sharp(join(train, 'face3.png'))
    .extract({ left: 40, top: 60, width: 90, height: 90 })
    .toFile(join(valid, 'face3_png.rf.12ab.png'));
  const rows = (names: readonly string[], box: string) => names.map((name) => `${name} ${box}\n`).join('');
  await writeTree(folder.path, {
    'faces/train/_classes.txt': 'comedone\npapule\n',
    'faces/train/_annotations.txt':
      rows(
        [0, 1, 2, 3, 4, 5].map((index) => `face${index}.png`),
        '10,10,20,22,1',
      ) + 'gone.png 1,2,3,4,0\n',
    'faces/valid/_classes.txt': 'comedone\npapule\n',
    'faces/valid/_annotations.txt': rows(
      ['copy.png', 'small.jpg', 'mirror.png', 'other.png', 'face3_png.rf.12ab.png'],
      '5,5,9,9,0 5,5,9,9,0',
    ),
  });
});
afterAll(() => folder.remove());

const open = () => openDatasets(join(folder.path, 'faces'));

describe('inspecting', () => {
  it('finds copies however they were made, and originals of one name, across the splits', async () => {
    const { duplicates, sharedNames } = await inspectDatasets(await open(), looking);
    const short = duplicates!.map(({ kind, leaks, labelsDiffer, photos }) => [
      kind,
      leaks,
      labelsDiffer,
      photos.map(({ split, file }) => `${split}/${basename(file)}`),
    ]);
    expect(short).toEqual([
      ['same-file', true, true, ['train/face0.png', 'valid/copy.png']],
      ['same-picture', true, false, ['train/face1.png', 'valid/small.jpg']],
      ['mirrored', true, false, ['train/face2.png', 'valid/mirror.png']],
    ]);
    expect(sharedNames.map(({ stem, leaks, photos }) => [stem, leaks, photos.length])).toEqual([
      ['face3', true, 2],
    ]);
  });

  it('counts photos, boxes and classes, and says what is odd', async () => {
    const { datasets } = await inspectDatasets(await open(), null);
    const [one] = datasets;
    expect(one?.splits).toEqual({
      train: { photos: 6, boxes: 6, clear: 0 },
      valid: { photos: 5, boxes: 10, clear: 0 },
      test: { photos: 0, boxes: 0, clear: 0 },
    });
    expect(one?.classes[1]).toEqual({
      name: 'papule',
      means: 'papule',
      boxes: { train: 6, valid: 0, test: 0 },
      photos: { train: 6, valid: 0, test: 0 },
    });
    expect(one?.sizes.photos[0]).toEqual({ width: 160, height: 200, count: 9 });
    expect(one?.sizes.boxes).toEqual({ smallest: 4, median: 4, largest: 12 });
    expect(one?.skipped).toMatchObject([{ line: 7 }]);
    expect(one?.findings).toEqual([
      expect.stringContaining('no photos to test on'),
      expect.stringContaining('No photo shows more than one of the 2 classes'),
      'Only one of train and valid shows “comedone”, “papule”.',
      expect.stringContaining('5 boxes are there twice'),
    ]);
  });

  it('sees a class that the file names give away, and words that Macule does not know', async () => {
    const [made] = await open();
    const photos = Array.from({ length: 20 }, (_, index) => ({
      ...made!.photos[0]!,
      fileName: `level${index % 2}_${index}.jpg`,
      labels: [{ label: index % 2 === 0 ? 'papule' : 'dog', box: { x: 1, y: 1, width: 2, height: 2 } }],
    }));
    const odd = { ...made!, classes: ['papule', 'dog'], photos };
    const { datasets } = await inspectDatasets([odd], null);
    expect(datasets[0]?.findings).toContainEqual(
      expect.stringContaining('The file name tells the class (level0… is papule, level1… is dog)'),
    );
    expect(datasets[0]?.findings).toContainEqual(expect.stringContaining('does not know the class “dog”'));
  });

  it('lists pictures that cannot be read or have another size than stated', async () => {
    const [made] = await open();
    const broken = join(folder.path, 'broken.jpg');
    await writeTree(folder.path, { 'broken.jpg': 'no picture' });
    const photos = [
      { ...made!.photos[0]!, file: broken },
      { ...made!.photos[1]!, width: 320, height: 400 },
    ];
    const inspection = await inspectDatasets([{ ...made!, photos }], looking);
    expect(inspection.datasets[0]?.pictures).toEqual([
      { file: broken, message: expect.stringContaining("can't open") as string },
      {
        file: photos[1]!.file,
        message: 'the labels state 320 × 400 pixels, the upright picture has 160 × 200',
      },
    ]);
    expect(inspection.duplicates).toEqual([]);
  });

  it('ends when it is cancelled', async () => {
    const cancel = new AbortController();
    const options = { ...looking, atOnce: 1, signal: cancel.signal, onProgress: () => cancel.abort() };
    await expect(inspectDatasets(await open(), options)).rejects.toMatchObject({
      failure: { kind: 'cancelled', message: 'Cancelled after 1 of 11 photos.' },
    });
  });
});

it('compares thousands of photos in little time', () => {
  // Each has a look of its own; two are the same.
  const photos = Array.from({ length: 3000 }, (_, index) => {
    let state = index === 2999 ? 7 : index;
    const grey = new Uint8Array(1024).map(
      () => (state = (Math.imul(state + 1, 1664525) + 1013904223) >>> 0) >>> 24,
    );
    return { sha256: `${index}`, thumbnail: { side: 32, grey } };
  });
  expect(findDuplicates(photos)).toEqual([{ a: 7, b: 2999, kind: 'same-picture' }]);
});

describe('splitting', () => {
  const options: SplitOptions = {
    fractions: { train: 0.5, valid: 0.5, test: 0 },
    seed: 1,
    subjectOf: () => null,
    looking,
  };

  it('keeps photos together that look alike, have one original, or show one person', async () => {
    const subjectOf = (file: string) => (/face[45]\.png$/.test(file) ? 'one person' : null);
    for (const seed of [1, 2, 3, 4]) {
      const result = await splitDatasets(await open(), { ...options, seed, subjectOf });
      expect([result.groups, result.largestGroup, result.alike]).toEqual([6, 2, 3]);
      const photos = result.datasets.flatMap((dataset) => dataset.photos);
      const splitOf = (name: string) => photos.find(({ fileName }) => fileName === name)?.split;
      for (const [a, b] of [
        ['face0.png', 'copy.png'],
        ['face1.png', 'small.jpg'],
        ['face2.png', 'mirror.png'],
        ['face3.png', 'face3_png.rf.12ab.png'],
        ['face4.png', 'face5.png'],
      ] as const)
        expect([seed, a, splitOf(a)]).toEqual([seed, a, splitOf(b)]);
      expect(Math.abs(photos.filter(({ split }) => split === 'train').length - 5.5)).toBeLessThan(1);
    }
  });

  it('is decided by the seed, over datasets that share an original', async () => {
    const [made] = await open();
    const twice = [made!, { ...made!, name: 'again' }];
    const draw = async (seed: number) =>
      (await splitDatasets(twice, { ...options, looking: null, seed })).datasets.map(({ photos }) =>
        photos.map(({ split }) => split),
      );
    const [first, second] = await draw(5);
    expect(second).toEqual(first);
    expect(await draw(5)).toEqual([first, second]);
    expect(await draw(6)).not.toEqual([first, second]);
  });

  it('refuses a split that would stay empty', async () => {
    const all = { ...options, looking: null, subjectOf: () => 'everybody' };
    await expect(splitDatasets(await open(), all)).rejects.toThrow('only 1 groups');
  });

  it('reads who is on a photo from a table or the file name', async () => {
    const file = join(folder.path, 'subjects.csv');
    await writeTree(folder.path, {
      'subjects.csv': 'file,subject\na.jpg,p1\ntrain/b.jpg,p2\nc.jpg\nb.jpg,p3\n',
    });
    const { subjects, problems } = await readSubjects(file);
    expect([...subjects]).toEqual([
      ['a.jpg', 'p1'],
      ['b.jpg', 'p2'],
    ]);
    expect(problems.map(({ line, message }) => [line, message])).toEqual([
      [4, 'expected a photo and its subject'],
      [5, '"b.jpg" shows "p2" already'],
    ]);
    expect(subjectInName(/^(p\d+)_/, join('x', 'p12_3.jpg'))).toBe('p12');
    expect(subjectInName(/^(p\d+)_/, 'q.jpg')).toBeNull();
  });
});
