import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openDataset } from '../../../src/main/datasets/open-dataset';
import { parseYoloNames } from '../../../src/main/datasets/yolo-classes';
import { sharp } from '../../../src/main/imaging/sharp-instance';
import { greyJpeg, writeTree } from '../../helpers/dataset-files';
import { withFolder } from '../../helpers/pictures';

/** Coded as 160 × 96 and turned by its container, as telephones write their upright photos. */
const HEIC = fileURLToPath(new URL('../../fixtures/quadrants-p3-turned.heic', import.meta.url));
const wide = await greyJpeg(200, 100);

describe('YOLO datasets', () => {
  it.each([
    ['train/images', 'train/labels'],
    ['images/train', 'labels/train'],
    ['train', 'train'],
  ])('reads fractions into pixels with pictures in %s', (images, labels) =>
    withFolder(async (root) => {
      await writeTree(join(root, 'set'), {
        'data.yaml': 'names: [comedone, papule]\nnc: 2\ntrain: ../train/images\n',
        [`${images}/a.jpg`]: wide,
        [`${images}/clear.jpg`]: wide,
        [`${labels}/a.txt`]: '1 0.5 0.5 0.1 0.2\n0 0.1 0.1 0.3 0.1 0.2 0.4\n',
      });
      const { name, photos, problems } = await openDataset(join(root, 'set'));
      expect(problems).toEqual([]);
      expect(name).toBe('set');
      expect(photos.map(({ fileName, split }) => [fileName, split])).toEqual([
        ['a.jpg', 'train'],
        ['clear.jpg', 'train'],
      ]);
      const [papule, comedone] = photos[0]!.labels;
      expect(papule?.label).toBe('papule');
      expect(papule?.box.x).toBeCloseTo(90);
      expect(papule?.box.y).toBeCloseTo(40);
      expect(papule?.box.width).toBeCloseTo(20);
      expect(papule?.box.height).toBeCloseTo(20);
      expect(comedone?.label).toBe('comedone');
      expect(comedone?.box.x).toBeCloseTo(20);
      expect(comedone?.box.height).toBeCloseTo(30);
      expect(photos[1]!.labels).toEqual([]);
    }),
  );

  it.each([1, 3])('keeps the size of a photo that stands upright (EXIF %i)', (orientation) =>
    sizeOf(orientation).then((size) => expect(size).toEqual([200, 100])),
  );

  it.each([5, 6, 7, 8])('measures in the upright photo where EXIF turns it (%i)', (orientation) =>
    sizeOf(orientation).then((size) => expect(size).toEqual([100, 200])),
  );

  it.each(['png', 'webp', 'tiff'] as const)('measures in the upright photo where a %s is turned', (format) =>
    withFolder(async (root) => {
      const turned = await sharp(wide).withMetadata({ orientation: 6 }).toFormat(format).toBuffer();
      expect(await sizeIn(root, `a.${format}`, turned)).toEqual([100, 200]);
    }),
  );

  it('measures in the upright photo where a HEIC is turned, as libheif shows it', () =>
    withFolder(async (root) => {
      expect(await sizeIn(root, 'a.heic', await readFile(HEIC))).toEqual([96, 160]);
    }));

  it('reports malformed rows by line', () =>
    withFolder(async (root) => {
      await writeTree(root, {
        'classes.txt': 'comedone\n',
        'a.jpg': wide,
        'a.txt':
          '0 0.5 0.5 0.1 0.2\n0 0.5 0.5\n3 0.5 0.5 0.1 0.1\nzero 1 1 1 1\n0 50 50 10 10\n0 0.5 0.5 0 0.1\n',
        'b.jpg': wide,
        'b.txt': 'nothing of use',
        'broken.jpg': 'not a picture',
      });
      const { photos, problems } = await openDataset(root);
      expect(photos.map(({ fileName, labels }) => [fileName, labels.length])).toEqual([['a.jpg', 1]]);
      expect(problems.map(({ file, line }) => [file, line])).toEqual([
        ...[2, 3, 4, 5, 6].map((line) => [join(root, 'a.txt'), line]),
        [join(root, 'b.txt'), 1],
        [join(root, 'broken.jpg'), undefined],
      ]);
    }));

  it('reads class names as a list or by index', () => {
    expect(parseYoloNames('names: ["a", "b"]')).toEqual(['a', 'b']);
    expect(parseYoloNames('names:\n  0: a\n  2: c\n')).toEqual(['a', undefined, 'c']);
    expect(parseYoloNames('names: 3')).toBeNull();
    expect(parseYoloNames('{ names: [')).toBeNull();
  });
});

const sizeOf = (orientation: number): Promise<readonly (number | null | undefined)[]> =>
  withFolder(async (root) => {
    return sizeIn(root, 'a.jpg', await greyJpeg(200, 100, orientation));
  });

async function sizeIn(
  root: string,
  name: string,
  picture: Buffer,
): Promise<readonly (number | null | undefined)[]> {
  await writeTree(root, { 'classes.txt': 'papule\n', [name]: picture, 'a.txt': '0 0.5 0.5 0.1 0.1' });
  const [photo] = (await openDataset(root)).photos;
  return [photo?.width, photo?.height];
}
