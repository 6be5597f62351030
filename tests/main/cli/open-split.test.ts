import { expect, it } from 'vitest';
import { openSplit } from '../../../src/main/cli/open-split';
import { greyJpeg, writeTree } from '../../helpers/dataset-files';
import { withFolder } from '../../helpers/pictures';

it('says why no photos of a split are left before it refuses', () =>
  withFolder(async (root) => {
    await writeTree(root, {
      'valid/_classes.csv': 'filename,papule\na.jpg,1\n',
      'valid/a.jpg': await greyJpeg(64, 64),
    });
    let told = '';
    const opening = openSplit({ stderr: { write: (text) => (told += text) } }, root, 'valid');
    await expect(opening).rejects.toThrow('The dataset has no valid photos.');
    expect(told).toMatch(/^_classes\.csv: says which classes a photo shows, but not where/);
  }));
