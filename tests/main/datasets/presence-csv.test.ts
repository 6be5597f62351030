import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDataset } from '../../../src/main/datasets/open-dataset';
import { presentClasses } from '../../../src/main/datasets/presence';
import { greyJpeg, writeTree } from '../../helpers/dataset-files';
import { withFolder } from '../../helpers/pictures';

const photo = await greyJpeg(100, 80);

describe('tables of classes', () => {
  it('reads which classes a photo shows', () =>
    withFolder(async (root) => {
      await writeTree(root, {
        'train/_classes.csv': 'filename, comedone, "papule, small"\r\n"a, b.jpg", 1, 0\r\nc.jpg, 0, 0\r\n',
        'train/a, b.jpg': photo,
        'train/c.jpg': photo,
      });
      const { classes, photos, problems } = await openDataset(root, { presence: true });
      expect(problems).toEqual([]);
      expect(classes).toEqual(['comedone', 'papule, small']);
      expect(photos.map((one) => [one.fileName, one.labels, [...presentClasses(one)]])).toEqual([
        ['a, b.jpg', [], ['comedone']],
        ['c.jpg', [], []],
      ]);
    }));

  it('never lets its photos pass for clear skin where places are asked for', () =>
    withFolder(async (root) => {
      await writeTree(root, { 'a.csv': 'image,papule\na.jpg,1\n', 'a.jpg': photo });
      const { photos, problems } = await openDataset(root);
      expect(photos).toEqual([]);
      expect(problems).toEqual([
        { file: join(root, 'a.csv'), message: expect.stringContaining('not where') as string },
      ]);
    }));

  it('reports malformed rows by line', () =>
    withFolder(async (root) => {
      await writeTree(root, {
        '_classes.csv':
          'filename,a,b\nx.jpg,1,0\n\nx.jpg,1,1\ny.jpg,1\nz.jpg,1,2\ngone.jpg,0,0\n"w.jpg,1"0,1\n',
        'x.jpg': photo,
        'y.jpg': photo,
        'z.jpg': photo,
        'unnamed.jpg': photo,
      });
      const { photos, problems } = await openDataset(root, { presence: true });
      expect(photos.map(({ fileName }) => fileName)).toEqual(['x.jpg']);
      expect(problems.map(({ file, line, message }) => [file.slice(root.length + 1), line, message])).toEqual(
        [
          ['_classes.csv', 4, 'the picture "x.jpg" has line 2 already'],
          ['_classes.csv', 5, 'expected 2 values after the name, found 1'],
          ['_classes.csv', 6, 'expected 0 or 1, found "2"'],
          ['_classes.csv', 7, 'the picture "gone.jpg" is not in this folder'],
          ['_classes.csv', 8, expect.stringContaining('Quote')],
          ['unnamed.jpg', undefined, 'the picture has no row in _classes.csv'],
        ],
      );
    }));

  it('leaves other tables alone', () =>
    withFolder(async (root) => {
      await writeTree(root, { 'subjects.csv': 'file,subject\na.jpg,p1\n', 'a.jpg': photo });
      await expect(openDataset(root, { presence: true })).rejects.toThrow('no labels');
    }));
});
