import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findReferenceLabels } from '../../../src/main/datasets/find-reference-labels';
import { greyJpeg, writeTree } from '../../helpers/dataset-files';
import { withFolder } from '../../helpers/pictures';

const photo = await greyJpeg(200, 100);

describe('findReferenceLabels', () => {
  it('gives fractions, maps words to types and leaves look-alikes out', () =>
    withFolder(async (root) => {
      const words = ['acne', 'pimple', 'acne_lesion', 'pustule', 'mole1', 'scar', 'papulonodule'];
      await writeTree(root, {
        'a.jpg': photo,
        'annotations.json': {
          images: [{ id: 1, file_name: 'a.jpg', width: 200, height: 100 }],
          categories: words.map((name, id) => ({ id, name })),
          annotations: words.map((_, id) => ({ image_id: 1, category_id: id, bbox: [20, 10 * id, 20, 10] })),
        },
      });
      const lesions = await findReferenceLabels(join(root, 'a.jpg'));
      expect(lesions.map(({ label, type }) => [label, type])).toEqual([
        ['acne', 'comedone'],
        ['pimple', null],
        ['acne_lesion', null],
        ['pustule', 'pustule'],
        ['papulonodule', null],
      ]);
      expect(lesions[1]?.box).toEqual({ x: 0.1, y: 0.1, width: 0.1, height: 0.1 });
    }));

  it('measures the picture where its labels don’t state the size', () =>
    withFolder(async (root) => {
      await writeTree(root, {
        'a.jpg': await greyJpeg(200, 100, 6),
        '_classes.txt': 'papule',
        '_annotations.txt': 'a.jpg 10,50,20,100,0',
      });
      expect(await findReferenceLabels(join(root, 'a.jpg'))).toEqual([
        { label: 'papule', type: 'papule', box: { x: 0.1, y: 0.25, width: 0.1, height: 0.25 } },
      ]);
    }));

  it('reads the YOLO labels of this picture in the sibling folder', () =>
    withFolder(async (root) => {
      await writeTree(root, {
        'set/data.yaml': 'names: [nodule]',
        'set/valid/images/a.jpg': photo,
        'set/valid/images/b.jpg': photo,
        'set/valid/labels/a.txt': '0 0.5 0.5 0.2 0.4',
        'set/valid/labels/b.txt': '0 0.1 0.1 0.1 0.1\n0 0.2 0.2 0.1 0.1',
      });
      const [lesion, ...more] = await findReferenceLabels(join(root, 'set/valid/images/a.jpg'));
      expect(more).toEqual([]);
      expect(lesion?.type).toBe('nodule');
      expect(lesion?.box.x).toBeCloseTo(0.4);
      expect(lesion?.box.height).toBeCloseTo(0.4);
    }));

  it.each([
    ['no labels at all', {}],
    ['labels of other pictures', { '_annotations.txt': 'b.jpg 1,2,3,4,0', '_classes.txt': 'papule' }],
    ['somebody else’s JSON', { 'annotations.json': '[1, 2' }],
    ['notes beside it', { 'a.txt': 'taken on holiday' }],
  ])('answers nothing for %s', (_, files) =>
    withFolder(async (root) => {
      await writeTree(root, { 'a.jpg': photo, ...files });
      expect(await findReferenceLabels(join(root, 'a.jpg'))).toEqual([]);
    }),
  );
});
