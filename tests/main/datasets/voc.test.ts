import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findReferenceLabels } from '../../../src/main/datasets/find-reference-labels';
import { openDataset } from '../../../src/main/datasets/open-dataset';
import { greyJpeg, writeTree } from '../../helpers/dataset-files';
import { withFolder } from '../../helpers/pictures';

const photo = await greyJpeg(100, 80);

const object = (name: string, [xmin, ymin, xmax, ymax]: readonly (number | string)[], more = '') =>
  `<object><name>${name}</name>${more}<bndbox><xmin>${xmin}</xmin><ymin>${ymin}</ymin>` +
  `<xmax>${xmax}</xmax><ymax>${ymax}</ymax></bndbox></object>`;
const annotation = (fileName: string, ...lines: readonly string[]) =>
  [
    '<?xml version="1.0"?>',
    '<annotation>',
    `<filename>${fileName}</filename>`,
    ...lines,
    '</annotation>',
  ].join('\n');

describe('Pascal VOC datasets', () => {
  it('reads a file beside each picture, in split folders', () =>
    withFolder(async (root) => {
      await writeTree(join(root, 'faces'), {
        'train/a.jpg': photo,
        'train/a.xml': annotation('a.jpg', object('papule &amp; more', [10.5, 20, 30.25, 41])),
        'valid/clear.jpg': photo,
        'valid/clear.xml': annotation('clear.jpg'),
      });
      const { name, classes, photos, problems, notes } = await openDataset(root);
      expect([name, problems, notes]).toEqual(['faces', [], []]);
      expect(classes).toEqual(['papule & more']);
      expect(photos).toEqual([
        {
          file: join(root, 'faces', 'train', 'a.jpg'),
          fileName: 'a.jpg',
          split: 'train',
          stem: 'a',
          width: 100,
          height: 80,
          labels: [{ label: 'papule & more', box: { x: 10.5, y: 20, width: 19.75, height: 21 } }],
        },
        expect.objectContaining({ fileName: 'clear.jpg', split: 'valid', labels: [] }),
      ]);
    }));

  it('reads the layout of the challenges, with splits in ImageSets', () =>
    withFolder(async (root) => {
      await writeTree(root, {
        'VOC/Annotations/a.xml': annotation('a.jpg', object('nodule', [1, 2, 3, 4])),
        'VOC/Annotations/b.xml': annotation('b.jpg', object('papule', [1, 2, 3, 4])),
        'VOC/Annotations/c.xml': annotation('c.jpg', object('papule', [1, 2, 3, 4])),
        'VOC/JPEGImages/a.jpg': photo,
        'VOC/JPEGImages/b.jpg': photo,
        'VOC/JPEGImages/c.jpg': photo,
        'VOC/ImageSets/Main/train.txt': 'a\n',
        'VOC/ImageSets/Main/val.txt': 'b\n',
        'VOC/ImageSets/Main/papule_test.txt': 'a -1\nb 1\nc 1\n',
      });
      const { name, photos, problems } = await openDataset(root);
      expect([name, problems]).toEqual(['VOC', []]);
      expect(photos.map(({ fileName, split }) => [fileName, split])).toEqual([
        ['a.jpg', 'train'],
        ['b.jpg', 'valid'],
        ['c.jpg', 'train'],
      ]);
    }));

  it('reports what it skips, with file and line', () =>
    withFolder(async (root) => {
      await writeTree(root, {
        'a.jpg': photo,
        'a.xml': annotation('a.jpg', object('papule', [1, 2, 3, 4]), object('papule', [9, 9, 9, 12])),
        'b.jpg': photo,
        'b.xml': annotation('b.jpg', object('papule', [1, 2, 'x', 4])),
        'broken.jpg': photo,
        'broken.xml': '<annotation>\n<filename>broken.jpg</filename>\n<object><name>papule</object>\n',
        'gone.xml': annotation('gone.jpg', object('papule', [1, 2, 3, 4])),
        'nameless.jpg': photo,
        'nameless.xml': annotation('nameless.jpg', object(' ', [1, 2, 3, 4])),
        'unlabelled.jpg': photo,
      });
      const { photos, problems } = await openDataset(root);
      expect(photos.map(({ fileName, labels }) => [fileName, labels.length])).toEqual([['a.jpg', 1]]);
      expect(problems.map(({ file, line, message }) => [file.slice(root.length + 1), line, message])).toEqual(
        [
          ['a.xml', 5, 'the box has no area'],
          ['b.xml', 4, 'the object "papule" has no box of four numbers'],
          ['broken.jpg', undefined, 'the picture has no XML file'],
          ['broken.xml', 3, expect.stringContaining('not valid XML')],
          ['gone.xml', undefined, 'the picture "gone.jpg" was not found beside this file'],
          ['nameless.xml', 4, 'an object has no name'],
          ['unlabelled.jpg', undefined, 'the picture has no XML file'],
        ],
      );
    }));

  it('tells of boxes that it cut and fields that it does not keep', () =>
    withFolder(async (root) => {
      await writeTree(root, {
        'a.jpg': photo,
        'a.xml': annotation(
          'a.jpg',
          object(
            'papule',
            [90, 70, 110, 80.5],
            '<difficult>1</difficult><pose>Left</pose><truncated>0</truncated>',
          ),
        ),
      });
      const { photos, notes } = await openDataset(root);
      expect(photos[0]?.labels[0]?.box).toEqual({ x: 90, y: 70, width: 10, height: 10 });
      expect(notes.map(({ message }) => message)).toEqual([
        'the field "difficult" of an object is not kept',
        'the field "pose" of an object is not kept',
        'the box of "papule" reached 10 px beyond the photo and was cut',
      ]);
    }));

  it('gives no picture the boxes of another whose name its own file still holds', () =>
    withFolder(async (root) => {
      await writeTree(root, {
        '1.jpg': photo,
        '1.xml': annotation('2.jpg', object('papule', [1, 2, 3, 4])),
        '2.jpg': photo,
        '2.xml': annotation('3.jpg', object('nodule', [1, 2, 3, 4])),
      });
      const { photos, problems, notes } = await openDataset(root);
      expect(problems).toEqual([]);
      expect(photos.map(({ fileName, labels }) => [fileName, labels.map(({ label }) => label)])).toEqual([
        ['1.jpg', ['papule']],
        ['2.jpg', ['nodule']],
      ]);
      expect(notes).toEqual([
        {
          file: join(root, '1.xml'),
          message: 'taken for that of "1.jpg", which has its name, not of "2.jpg"',
        },
      ]);
    }));

  it('tells of a second file of one picture, and of a size that the picture does not have', () =>
    withFolder(async (root) => {
      const size = '<size><width>200</width><height>160</height></size>';
      await writeTree(root, {
        'image.jpg': photo,
        'x.xml': annotation('image.jpg', size, object('papule', [1, 2, 3, 4])),
        'y.xml': annotation('image.jpg', object('nodule', [1, 2, 3, 4])),
      });
      const { photos, problems, notes } = await openDataset(root);
      expect(photos.map(({ labels }) => labels.length)).toEqual([1]);
      expect(problems.map(({ message }) => message)).toEqual(['the picture "image.jpg" has x.xml already']);
      expect(notes.map(({ message }) => message)).toEqual([
        'the file states 200 × 160 pixels, the upright picture has 100 × 80',
      ]);
    }));

  it('finds a renamed picture by the name of its XML file, and gives it its labels at import', () =>
    withFolder(async (root) => {
      await writeTree(root, {
        'new.jpg': photo,
        'new.xml': annotation('C:\\old\\DSC1.jpg', object('papule', [10, 20, 30, 40])),
      });
      expect((await openDataset(root)).photos.map(({ fileName }) => fileName)).toEqual(['new.jpg']);
      expect(await findReferenceLabels(join(root, 'new.jpg'))).toEqual([
        { label: 'papule', type: 'papule', box: { x: 0.1, y: 0.25, width: 0.2, height: 0.25 } },
      ]);
    }));
});
