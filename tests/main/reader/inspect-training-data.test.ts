import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ChosenFolders } from '../../../src/main/services/training/chosen-folders';
import { inspectTrainingData } from '../../../src/main/reader/inspect-training-data';
import { dataInspectionSchema } from '../../../src/shared/ipc/training';
import { greyJpeg, writeTree } from '../../helpers/dataset-files';
import { countingIds } from '../../helpers/memory-database';
import { temporaryFolder } from '../../helpers/temporary-folder';

const folder = temporaryFolder();
afterAll(() => folder.remove());
beforeAll(async () => {
  const photo = await greyJpeg(100, 80);
  await writeTree(folder.path, {
    'boxes/train/_annotations.txt':
      'a.jpg 10,10,20,20,0\nb.jpg 1,2,3\nlook_jpg.rf.0123456789abcdef0123456789abcdef.jpg 10,10,30,30,1\n',
    'boxes/train/_classes.txt': 'papule\nmole\n',
    'boxes/train/a.jpg': photo,
    'boxes/train/b.jpg': photo,
    'boxes/train/look_jpg.rf.0123456789abcdef0123456789abcdef.jpg': photo,
    'boxes/valid/_annotations.txt': 'look_jpg.rf.fedcba9876543210fedcba9876543210.jpg 10,10,20,20,0\n',
    'boxes/valid/_classes.txt': 'papule\nmole\n',
    'boxes/valid/look_jpg.rf.fedcba9876543210fedcba9876543210.jpg': photo,
    'table/train/_classes.csv': 'filename, papule, nodule\nc.jpg, 1, 0\n',
    'table/train/c.jpg': photo,
    'both/faces/train/_annotations.txt': 'a.jpg 10,10,20,20,0\n',
    'both/faces/train/_classes.txt': 'papule\n',
    'both/faces/train/a.jpg': photo,
    'both/lesions/train/whitehead/1.jpg': photo,
    'both/lesions/train/nodule/2.jpg': photo,
    'both/lesions/valid/nodule/3.jpg': photo,
  });
});

const inspect = (name: string) => {
  const path = join(folder.path, name);
  const folders = new ChosenFolders(countingIds());
  return inspectTrainingData(folders.add(path), path);
};

it('counts what can be learned from, and names no folder', async () => {
  const inspection = await inspect('boxes');
  expect(dataInspectionSchema.parse(inspection)).toEqual(inspection);
  expect(inspection).toMatchObject({
    data: { name: 'boxes' },
    datasets: [{ name: 'boxes', formats: ['seed'] }],
    locatedPhotos: { valid: 1, test: 0 },
    photos: inspection.locatedPhotos,
  });
  expect(inspection.classes.find(({ name }) => name === 'papule')).toMatchObject({
    means: 'papule',
    photos: { train: 1, valid: 1 },
  });
  expect(inspection.skipped).toContainEqual(expect.objectContaining({ file: '_annotations.txt', line: 2 }));
  expect(inspection.findings.join(' ')).toContain('One original picture is in the training photos');
  expect(JSON.stringify(inspection)).not.toContain(folder.path);
});

it('tells photos of which it is known only what they show', async () => {
  const inspection = await inspect('table');
  expect(inspection.photos.train).toBe(1);
  expect(inspection.locatedPhotos.train).toBe(0);
});

it('counts pictures of single lesions to learn from apart from photos and their classes', async () => {
  expect(await inspect('both')).toMatchObject({
    singleLesions: 2,
    photos: { train: 1, valid: 0 },
    locatedPhotos: { train: 1, valid: 0 },
    classes: [{ name: 'papule' }],
    skippedCount: 0,
  });
});

it('knows a chosen folder by the same id, and no other', () => {
  const folders = new ChosenFolders(countingIds());
  const first = folders.add('/x/photos');
  expect(folders.add('/x/photos')).toEqual(first);
  expect(folders.pathOf(first.id)).toBe('/x/photos');
  expect(folders.add('/').name).toBe('/');
  expect(() => folders.pathOf('00000000-0000-4000-8000-999999999999')).toThrow('no longer knows');
});
