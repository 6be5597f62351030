import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDataset } from '../../../src/main/datasets/open-dataset';
import { greyJpeg, writeTree } from '../../helpers/dataset-files';
import { withFolder } from '../../helpers/pictures';

const photo = await greyJpeg(100, 80);

const document = {
  images: [
    { id: 1, file_name: 'levle2_7.jpg', width: 100, height: 80, source: 'levle2_7' },
    { id: 2, file_name: 'train_00006.jpg', width: 100, height: 80, ffhq_id: '00012' },
    { id: 3, file_name: 'clear.jpg', width: 100, height: 80 },
  ],
  categories: [
    { id: 1, name: 'acne_lesion' },
    { id: 2, name: 'mole1' },
  ],
  annotations: [
    { id: 1, image_id: 1, category_id: 1, bbox: [10, 20, 8, 6], circle: [14, 23, 4] },
    { id: 2, image_id: 2, category_id: 2, bbox: [90, 70, 20, 20] },
  ],
};
const pictures = { 'levle2_7.jpg': photo, 'train_00006.jpg': photo, 'clear.jpg': photo };

describe('COCO datasets', () => {
  it('reads boxes, circles, leakage keys and pictures without labels', () =>
    withFolder(async (root) => {
      await writeTree(join(root, 'faces', 'train'), { 'annotations.json': document, ...pictures });
      const dataset = await openDataset(join(root, 'faces'));
      expect(dataset.problems).toEqual([]);
      expect(dataset.name).toBe('faces');
      expect(dataset.photos).toEqual([
        {
          file: join(root, 'faces', 'train', 'levle2_7.jpg'),
          fileName: 'levle2_7.jpg',
          split: 'train',
          stem: 'levle2_7',
          width: 100,
          height: 80,
          labels: [
            {
              label: 'acne_lesion',
              box: { x: 10, y: 20, width: 8, height: 6 },
              circle: { x: 14, y: 23, radius: 4 },
            },
          ],
        },
        expect.objectContaining({
          stem: '00012',
          labels: [{ label: 'mole1', box: { x: 90, y: 70, width: 10, height: 10 } }],
        }),
        expect.objectContaining({ stem: 'clear', labels: [] }),
      ]);
    }));

  it('skips and reports what is malformed, and leaves out photos with nothing left', () =>
    withFolder(async (root) => {
      const annotations = [
        ...document.annotations,
        { id: 3, image_id: 1, category_id: 9, bbox: [1, 1, 5, 5] },
        { id: 4, image_id: 3, category_id: 1, bbox: [1, 1, 'wide', 5] },
        { id: 5, image_id: 1, category_id: 1, bbox: [200, 1, 5, 5] },
        { id: 6, image_id: 77, category_id: 1, bbox: [1, 1, 5, 5] },
        null,
      ];
      const images = [...document.images, { id: 4, file_name: 'lost.jpg' }, { file_name: 'no-id.jpg' }];
      await writeTree(join(root, 'valid'), {
        'annotations.json': { ...document, images, annotations },
        ...pictures,
      });
      const { photos, problems } = await openDataset(join(root, 'valid'));
      expect(photos.map(({ fileName, split, labels }) => [fileName, split, labels.length])).toEqual([
        ['levle2_7.jpg', 'valid', 1],
        ['train_00006.jpg', 'valid', 1],
      ]);
      expect(problems.every(({ file }) => file === join(root, 'valid', 'annotations.json'))).toBe(true);
      expect(problems.map(({ message }) => message)).toEqual([
        expect.stringContaining('images[4]: id'),
        expect.stringContaining('annotations[2]: category_id 9'),
        expect.stringContaining('annotations[3]: bbox.2'),
        'annotations[4]: the box lies outside the photo',
        expect.stringContaining('annotations[5]: image_id 77'),
        expect.stringContaining('annotations[6]'),
        expect.stringContaining('"lost.jpg" was not found'),
      ]);
    }));

  it.each([
    ['{ "images": [', 'not valid JSON'],
    ['{ "hello": 1 }', 'not a COCO file'],
  ])('reports a file that is no COCO: %s', (text, message) =>
    withFolder(async (root) => {
      await writeTree(root, { 'annotations.json': text, 'a.jpg': photo });
      const { photos, problems } = await openDataset(root);
      expect(photos).toEqual([]);
      expect(problems).toEqual([
        { file: join(root, 'annotations.json'), message: expect.stringContaining(message) },
      ]);
    }),
  );

  it('takes an id for the same whether it is written as a number or as text', () =>
    withFolder(async (root) => {
      const annotations = document.annotations.map((one) => ({ ...one, image_id: `${one.image_id}` }));
      await writeTree(root, { 'annotations.json': { ...document, annotations }, ...pictures });
      const { photos, problems } = await openDataset(root);
      expect(problems).toEqual([]);
      expect(photos.map(({ labels }) => labels.length)).toEqual([1, 1, 0]);
    }));

  it('gives no picture the boxes of another that has its id too', () =>
    withFolder(async (root) => {
      const images = [...document.images, { id: 1, file_name: 'clear.jpg', width: 100, height: 80 }];
      await writeTree(root, { 'annotations.json': { ...document, images }, ...pictures });
      const { photos, problems } = await openDataset(root);
      expect(photos.map(({ fileName, labels }) => [fileName, labels.length])).toEqual([
        ['train_00006.jpg', 1],
        ['clear.jpg', 0],
      ]);
      expect(problems.map(({ message }) => message)).toEqual([
        'images[3]: id 1 is that of "levle2_7.jpg" already',
        'annotations[0]: image_id 1 is that of several pictures',
      ]);
    }));

  it('gathers the boxes of a picture that is listed once for each of them', () =>
    withFolder(async (root) => {
      const box = (id: number) => ({ image_id: id, category_id: 1, bbox: [10 * id, 20, 8, 6] });
      const images = [1, 2, 3].map((id) => ({ id, file_name: 'clear.jpg', width: 100, height: 80 }));
      await writeTree(root, {
        'annotations.json': { ...document, images, annotations: [1, 2, 3].map(box) },
        'clear.jpg': photo,
      });
      const { photos, problems } = await openDataset(root);
      expect(problems).toEqual([]);
      expect(photos.map(({ labels }) => labels.map(({ box: { x } }) => x))).toEqual([[10, 20, 30]]);
    }));

  it('knows an original again whose file is named with the folder of its split', () =>
    withFolder(async (root) => {
      const of = (...names: readonly string[]) => ({
        images: names.map((name, id) => ({ id, file_name: name })),
        categories: document.categories,
        annotations: [],
      });
      await writeTree(root, {
        'instances_train.json': of('train/levle2_7_jpg.rf.1.jpg', 'train/p1/front.jpg'),
        'instances_val.json': of('images\\val\\levle2_7_jpg.rf.2.jpg', 'images/val/p2/front.jpg'),
        'train/levle2_7_jpg.rf.1.jpg': photo,
        'train/p1/front.jpg': photo,
        'images/val/levle2_7_jpg.rf.2.jpg': photo,
        'images/val/p2/front.jpg': photo,
      });
      const { photos, problems } = await openDataset(root);
      expect(problems).toEqual([]);
      expect(photos.map(({ split, stem }) => [split, stem])).toEqual([
        ['train', 'levle2_7'],
        ['train', 'p1/front'],
        ['valid', 'levle2_7'],
        ['valid', 'p2/front'],
      ]);
    }));

  it('finds pictures of the COCO folder layout, a split a file', () =>
    withFolder(async (root) => {
      const of = (name: string) => ({
        images: [{ id: 1, file_name: name, width: 100, height: 80 }],
        categories: document.categories,
        annotations: [],
      });
      await writeTree(join(root, 'faces'), {
        'annotations/instances_train2017.json': of('a.jpg'),
        'annotations/instances_val2017.json': of('b.jpg'),
        'train2017/a.jpg': photo,
        'val2017/b.jpg': photo,
      });
      const { name, photos, problems } = await openDataset(join(root, 'faces'));
      expect(problems).toEqual([]);
      expect(name).toBe('faces');
      expect(photos.map(({ fileName, split }) => [fileName, split])).toEqual([
        ['a.jpg', 'train'],
        ['b.jpg', 'valid'],
      ]);
    }));
});
