import { join, relative } from 'node:path';
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

  it('reads past the files that macOS writes beside others on foreign disks', () =>
    withFolder(async (root) => {
      const double = 'Mac OS X';
      await writeTree(root, {
        'coco/_annotations.coco.json': {
          images: [{ id: 1, file_name: 'a.jpg' }],
          annotations: [],
          categories: [{ id: 1, name: 'papule' }],
        },
        'coco/._annotations.coco.json': double,
        'coco/a.jpg': photo,
        'voc/a.xml':
          '<annotation><filename>a.jpg</filename><object><name>papule</name><bndbox><xmin>1</xmin>' +
          '<ymin>2</ymin><xmax>30</xmax><ymax>40</ymax></bndbox></object></annotation>',
        'voc/._a.xml': double,
        'voc/a.jpg': photo,
        'yolo/a.txt': '0 0.5 0.5 0.2 0.2',
        'yolo/._a.txt': double,
        'yolo/classes.txt': 'papule',
        'yolo/a.jpg': photo,
      });
      const { formats, photos, problems } = await openDataset(root);
      expect(problems).toEqual([]);
      expect([formats, photos.length]).toEqual([['coco', 'voc', 'yolo'], 3]);
    }));

  it('takes no table that lies beside the splits for the labels of the dataset', () =>
    withFolder(async (root) => {
      await writeTree(root, {
        ...seedSplit('train', 'a.jpg'),
        ...seedSplit('valid', 'b.jpg'),
        'people.csv': 'photo,person\na.jpg,1\nb.jpg,2\n',
      });
      const { photos, problems } = await openDataset(root, { presence: true });
      expect(problems).toEqual([]);
      expect(photos.map(({ fileName, split }) => [fileName, split])).toEqual([
        ['a.jpg', 'train'],
        ['b.jpg', 'valid'],
      ]);
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

  it.each(['NFC', 'NFD'] as const)(
    'finds pictures whose names the labels write otherwise: accents in %s here, a Windows path',
    (form) =>
      withFolder(async (root) => {
        const here = (name: string): string => name.normalize(form);
        const there = (name: string): string => name.normalize(form === 'NFC' ? 'NFD' : 'NFC');
        const xml = (name: string): string =>
          `<annotation><filename>${name}</filename><object><name>papule</name><bndbox><xmin>1</xmin>` +
          '<ymin>2</ymin><xmax>30</xmax><ymax>40</ymax></bndbox></object></annotation>';
        await writeTree(root, {
          'coco/annotations.json': {
            images: [
              { id: 1, file_name: there('Zoë.jpg') },
              { id: 2, file_name: `images\\${there('Jörg.jpg')}` },
            ],
            annotations: [1, 2].map((id) => ({ image_id: id, category_id: 1, bbox: [1, 2, 29, 38] })),
            categories: [{ id: 1, name: 'papule' }],
          },
          [here('coco/Zoë.jpg')]: photo,
          [here('coco/images/Jörg.jpg')]: photo,
          'seed/_annotations.txt': row(there('Zoë.jpg')),
          'seed/_classes.txt': 'papule',
          [here('seed/Zoë.jpg')]: photo,
          'yolo/classes.txt': 'papule',
          [here('yolo/Zoë.jpg')]: photo,
          [there('yolo/Zoë.txt')]: '0 0.5 0.5 0.2 0.2',
          'yolo/b.jpg': photo,
          'yolo/b.TXT': '0 0.5 0.5 0.2 0.2',
          [here('voc/JPEGImages/Zoë.jpg')]: photo,
          [there('voc/Annotations/Zoë.xml')]: xml(there('Zoë.jpg')),
          [here('voc/JPEGImages/Jörg.jpg')]: photo,
          [there('voc/Annotations/Jörg.xml')]: xml('old.jpg'),
          'voc/ImageSets/Main/val.txt': here('Zoë'),
        });
        const { photos, problems } = await openDataset(root);
        expect(problems).toEqual([]);
        expect(
          photos.map(({ file, split, labels }) => [relative(root, file).normalize(), split, labels.length]),
        ).toEqual([
          ['coco/Zoë.jpg', 'train', 1],
          ['coco/images/Jörg.jpg', 'train', 1],
          ['seed/Zoë.jpg', 'train', 1],
          ['voc/JPEGImages/Jörg.jpg', 'train', 1],
          ['voc/JPEGImages/Zoë.jpg', 'valid', 1],
          ['yolo/Zoë.jpg', 'train', 1],
          ['yolo/b.jpg', 'train', 1],
        ]);
        await writeTree(root, {
          'csv/_classes.csv': `filename,papule\n${there('Zoë.jpg')},1\n`,
          [here('csv/Zoë.jpg')]: photo,
        });
        const table = await openDataset(join(root, 'csv'), { presence: true });
        expect([table.problems, table.photos.length]).toEqual([[], 1]);
      }),
  );
});
