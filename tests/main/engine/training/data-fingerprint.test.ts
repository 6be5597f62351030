import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Dataset, LabelledPhoto } from '../../../../src/main/datasets/dataset';
import { dataFingerprint, fileContents } from '../../../../src/main/engine/training/data-fingerprint';
import { readSealedPicturesWith } from '../../../../src/main/imaging/sealed-pictures';
import { newLibraryKey } from '../../../../src/main/vault/library-key';
import { seal } from '../../../../src/main/vault/sealed-file';
import { temporaryFolder } from '../../../helpers/temporary-folder';

const folder = temporaryFolder();
afterAll(() => folder.remove());

async function fingerprintOf(file: string): Promise<string> {
  const photo: LabelledPhoto = {
    ...{ file, fileName: 'full', split: 'train', stem: 'a' },
    ...{ width: 8, height: 8, labels: [] },
  };
  const dataset: Dataset = {
    ...{ name: 'clinic', formats: ['seed'], classes: [], problems: [], notes: [] },
    photos: [photo],
  };
  const reading = fileContents([dataset]);
  for (;;) {
    const { done, value } = await reading.next();
    if (done) return dataFingerprint([dataset], value);
  }
}

it('photos are the same under another key of the library, and others where their content is another', async () => {
  await mkdir(join(folder.path, 'a'));
  const file = join(folder.path, 'a/full.sealed');
  const [before, after] = [newLibraryKey(), newLibraryKey()];
  readSealedPicturesWith({ current: after, previous: before });
  const sealed = async (key: Uint8Array, content: string) => {
    await writeFile(file, seal(key, 'a/full', Buffer.from(content)));
    return fingerprintOf(file);
  };
  const first = await sealed(before, 'a picture');
  expect(await sealed(after, 'a picture')).toBe(first);
  expect(await sealed(after, 'another picture')).not.toBe(first);
  const plain = join(folder.path, 'a/full.jpg');
  await writeFile(plain, 'a picture');
  expect(await fingerprintOf(plain)).toBe(first);
});
