import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDataset, openDatasets } from '../../../src/main/datasets/open-dataset';
import { MaculeError } from '../../../src/shared/errors';
import { greyJpeg, writeTree } from '../../helpers/dataset-files';
import { withFolder } from '../../helpers/pictures';

const photo = await greyJpeg(64, 64);
const row = (name: string): string => `${name} 1,2,30,40,0`;

const seedSplit = (folder: string, name: string): Record<string, string | Buffer> => ({
  [`${folder}/_annotations.txt`]: row(name),
  [`${folder}/_classes.txt`]: 'papule',
  [`${folder}/${name}`]: photo,
});

const failureOf = (folder: string): Promise<unknown> =>
  openDataset(folder).then(
    () => null,
    (error: unknown) => (error instanceof MaculeError ? error.failure : error),
  );

describe('openDataset', () => {
  it('tells splits by their folders', () =>
    withFolder(async (root) => {
      await writeTree(join(root, 'set'), {
        ...seedSplit('train', 'a.jpg'),
        ...seedSplit('val', 'b.jpg'),
        ...seedSplit('test', 'c.jpg'),
      });
      const { name, photos } = await openDataset(join(root, 'set'));
      expect(name).toBe('set');
      expect(Object.fromEntries(photos.map(({ fileName, split }) => [fileName, split]))).toEqual({
        'a.jpg': 'train',
        'b.jpg': 'valid',
        'c.jpg': 'test',
      });
    }));

  it('opens one split, named after its dataset', () =>
    withFolder(async (root) => {
      await writeTree(join(root, 'set'), { ...seedSplit('train', 'a.jpg'), ...seedSplit('valid', 'b.jpg') });
      const { name, photos } = await openDataset(join(root, 'set', 'valid'));
      expect([name, photos.map(({ fileName, split }) => [fileName, split])]).toEqual([
        'set',
        [['b.jpg', 'valid']],
      ]);
    }));

  it('opens a parent of datasets of several formats, together or apart', () =>
    withFolder(async (root) => {
      const parent = join(root, 'all');
      await writeTree(parent, {
        ...seedSplit('one/train', 'a.jpg'),
        'two/annotations.json': {
          images: [{ id: 1, file_name: 'b.jpg' }],
          annotations: [],
          categories: [{ id: 1, name: 'acne' }],
        },
        'two/b.jpg': photo,
        'three/classes.txt': 'nodule',
        'three/c.jpg': photo,
        'three/c.txt': '0 0.5 0.5 0.2 0.2',
        'loose-pictures/d.jpg': photo,
      });
      const datasets = await openDatasets(parent);
      expect(datasets.map(({ name, photos }) => [name, photos.length])).toEqual([
        ['one', 1],
        ['three', 1],
        ['two', 1],
      ]);
      const together = await openDataset(parent);
      expect(together.name).toBe('all');
      expect(together.photos.map(({ fileName }) => fileName)).toEqual(['a.jpg', 'c.jpg', 'b.jpg']);
    }));

  it('refuses a missing folder and a folder without labels', () =>
    withFolder(async (root) => {
      await writeTree(root, { 'faces/a.jpg': photo });
      expect(await failureOf(join(root, 'nowhere'))).toMatchObject({ kind: 'not-found', file: 'nowhere' });
      expect(await failureOf(join(root, 'faces'))).toMatchObject({
        kind: 'not-found',
        advice: expect.stringContaining('COCO') as string,
      });
    }));
});
