import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findReferenceLabels } from '../../../src/main/datasets/find-reference-labels';
import { openDataset, openDatasets } from '../../../src/main/datasets/open-dataset';
import { splitPhotos } from '../../../src/main/engine/training/split-photos';
import { writeCrops } from '../../helpers/lesion-crops';
import { writeRenderedDataset } from '../../helpers/rendered-dataset';
import { temporaryFolder } from '../../helpers/temporary-folder';

const folder = temporaryFolder();
const crops = join(folder.path, 'crops');
beforeAll(async () => {
  await writeCrops(join(crops, 'train'));
  await writeCrops(join(crops, 'valid'));
  const faces = { train: [1], valid: [2], side: 96, counts: () => ({ papule: 1 }) };
  await writeRenderedDataset(join(folder.path, 'faces'), faces);
});
afterAll(() => folder.remove());

describe('pictures of single lesions, in folders named after their type', () => {
  it('are read where they are asked for, by split, with the folder’s word and no labels', async () => {
    const { name, formats, classes, photos, problems } = await openDataset(crops, { crops: true });
    expect({ name, formats, problems }).toEqual({ name: 'crops', formats: ['crops'], problems: [] });
    expect(classes).toEqual(['blackhead', 'nodules', 'papule', 'pustules']);
    expect(photos.map(({ split, crop, labels }) => [split, crop, labels.length])).toEqual(
      ['train', 'valid'].flatMap((split) =>
        [
          ...['blackhead', 'blackhead', 'nodules', 'nodules', 'nodules'],
          ...['papule', 'papule', 'pustules', 'pustules'],
        ].map((crop) => [split, crop, 0]),
      ),
    );
    expect(new Set(photos.map(({ fileName }) => fileName)).size, 'names that tell them apart').toBe(9);
  });

  it('are no photos for anybody else, who is told of them', async () => {
    const { photos, problems } = await openDataset(crops);
    expect(photos).toEqual([]);
    expect(problems.map(({ file, message }) => [basename(file), message])).toEqual(
      ['train', 'valid'].map((split) => [split, expect.stringContaining('single lesions') as string]),
    );
    expect(await findReferenceLabels(join(crops, 'train/papule/0.png'))).toEqual([]);
  });

  it('are learned from beside photos, never instead of them, and those of validation not at all', async () => {
    const both = await openDatasets(folder.path, { crops: true });
    const { train, valid, crops: learned } = splitPhotos(both);
    expect([train, valid].map((photos) => photos.map(({ fileName }) => fileName))).toEqual([
      ['face1.png'],
      ['face2.png'],
    ]);
    expect(learned).toHaveLength(9);
    expect(learned.every(({ split }) => split === 'train')).toBe(true);
    const alone = await openDatasets(crops, { crops: true });
    expect(() => splitPhotos(alone)).toThrow('0 photos to train on');
  });

  it('a folder of another name is reported; one with labels or pictures of its own is another dataset', async () => {
    const odd = join(folder.path, 'crops/train/something');
    const gone = join(folder.path, 'crops/train/whiteheads');
    await mkdir(odd);
    await symlink(join(folder.path, 'nowhere'), gone);
    const { problems } = await openDataset(crops, { crops: true });
    expect(problems).toEqual([
      { file: odd, message: '"something" is no lesion type that Macule knows' },
      { file: gone, message: 'cannot be opened as a folder' },
    ]);
    await rm(odd, { recursive: true });
    await rm(gone);
    await writeFile(join(crops, 'train/papule/data.yaml'), 'names: [papule]\n');
    await writeFile(join(crops, 'valid/0.png'), 'beside them');
    await expect(openDataset(crops, { crops: true })).rejects.toThrow('no labels');
    await rm(join(crops, 'train/papule/data.yaml'));
    await rm(join(crops, 'valid/0.png'));
  });
});
