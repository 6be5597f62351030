import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDataset } from '../../../src/main/datasets/open-dataset';
import { greyJpeg, writeTree } from '../../helpers/dataset-files';
import { withFolder } from '../../helpers/pictures';

const photo = await greyJpeg(640, 640);
const classes = 'comedone\nnodule\npapule\npustule\n';

describe('_annotations.txt datasets', () => {
  it('reads rows with any number of boxes, and file names with blanks', () =>
    withFolder(async (root) => {
      await writeTree(root, {
        'train/_classes.txt': classes,
        'train/_annotations.txt':
          'levle0_103_jpg.rf.e7.jpg 331,524,350,540,0 353,46,387,70,3\r\nface one.jpg 1,2,3,5,2\nclear.jpg\n\n',
        'train/levle0_103_jpg.rf.e7.jpg': photo,
        'train/face one.jpg': photo,
        'train/clear.jpg': photo,
      });
      const { photos, problems } = await openDataset(root);
      expect(problems).toEqual([]);
      expect(photos.map(({ fileName, stem, labels }) => ({ fileName, stem, labels }))).toEqual([
        {
          fileName: 'levle0_103_jpg.rf.e7.jpg',
          stem: 'levle0_103',
          labels: [
            { label: 'comedone', box: { x: 331, y: 524, width: 19, height: 16 } },
            { label: 'pustule', box: { x: 353, y: 46, width: 34, height: 24 } },
          ],
        },
        {
          fileName: 'face one.jpg',
          stem: 'face one',
          labels: [{ label: 'papule', box: { x: 1, y: 2, width: 2, height: 3 } }],
        },
        { fileName: 'clear.jpg', stem: 'clear', labels: [] },
      ]);
    }));

  it('reports malformed boxes and missing pictures by line', () =>
    withFolder(async (root) => {
      await writeTree(root, {
        '_classes.txt': classes,
        '_annotations.txt': [
          'a.jpg 1,2,30,40,0 5,6,7 50,60,40,70,1',
          'b.jpg 1,2,x,4,0',
          'gone.jpg 1,2,3,4,0',
          'c.jpg 1,2,3,4,8',
        ].join('\n'),
        'a.jpg': photo,
        'b.jpg': photo,
        'c.jpg': photo,
      });
      const { photos, problems } = await openDataset(root);
      expect(photos.map(({ fileName, labels }) => [fileName, labels.length])).toEqual([['a.jpg', 1]]);
      const file = join(root, '_annotations.txt');
      expect(problems).toEqual([
        { file, line: 1, message: 'box "5,6,7": expected x1,y1,x2,y2,class' },
        { file, line: 1, message: 'box "50,60,40,70,1": the box has no area' },
        { file, line: 2, message: 'box "1,2,x,4,0": expected x1,y1,x2,y2,class' },
        { file, line: 3, message: 'the picture "gone.jpg" is not in this folder' },
        { file, line: 4, message: 'box "1,2,3,4,8": class 8 is not in _classes.txt' },
      ]);
    }));

  it('says so where the class list is missing', () =>
    withFolder(async (root) => {
      await writeTree(root, { '_annotations.txt': 'a.jpg 1,2,3,4,0', 'a.jpg': photo });
      const { photos, problems } = await openDataset(root);
      expect(photos).toEqual([]);
      expect(problems[0]?.message).toContain('_classes.txt is missing');
    }));
});
