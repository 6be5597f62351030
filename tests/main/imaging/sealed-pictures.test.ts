import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadPixels } from '../../../src/main/imaging/load-pixels';
import { readSealedPicturesWith, sealedLikePictures } from '../../../src/main/imaging/sealed-pictures';
import { encodeJpeg } from '../../../src/main/imaging/encode-jpeg';
import { isSealed, seal, unseal } from '../../../src/main/vault/sealed-file';
import { newFileKeys } from '../../helpers/library-keys';
import { quadrants, withFolder } from '../../helpers/pictures';

const keys = newFileKeys();

it('sealed pictures are read like others, by a process that was told the keys', () =>
  withFolder(async (folder) => {
    const file = join(folder, 'photo', 'full.sealed');
    await mkdir(join(folder, 'photo'));
    await writeFile(file, seal(keys.current, 'photo/full', await encodeJpeg(quadrants(64, 48), 90)));
    const batch = new Uint8Array([1, 2, 3]);
    expect(sealedLikePictures('run/failed-batch', batch)).toBe(batch);
    await expect(loadPixels(file)).rejects.toThrow('sealed picture of a Macule library');

    readSealedPicturesWith(keys);
    expect(await loadPixels(file)).toMatchObject({ width: 64, height: 48 });
    const sealed = sealedLikePictures('run/failed-batch', batch);
    expect(isSealed(sealed)).toBe(true);
    expect([...unseal(keys, 'run/failed-batch', sealed)]).toEqual([1, 2, 3]);

    // In another photo's place it does not open.
    await mkdir(join(folder, 'another'));
    const moved = join(folder, 'another', 'full.sealed');
    await writeFile(moved, seal(keys.current, 'photo/full', await encodeJpeg(quadrants(64, 48), 90)));
    await expect(loadPixels(moved)).rejects.toThrow('changed outside Macule');
  }));
