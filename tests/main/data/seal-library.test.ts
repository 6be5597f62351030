import type * as NodeFs from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { expect, it, vi } from 'vitest';
import { openLibrary } from '../../../src/main/data/library';
import { finishSealing, keysFile, keysOfLibrary } from '../../../src/main/data/library-keys';
import { openDatabase } from '../../../src/main/data/open-database';
import { isPlainDatabase } from '../../../src/main/data/seal-library';
import { DATABASE_FILE, PHOTOS_FOLDER } from '../../../src/main/data/set-aside';
import { fileKeys, openByDevice, withDevice, withNewKey, deviceKey } from '../../../src/main/vault/keyring';
import { readKeys, writeKeys } from '../../../src/main/vault/keys-file';
import { everyByte, foundIn } from '../../helpers/every-byte';
import { addPhoto, photoIdOf } from '../../helpers/memory-database';
import { withFolder } from '../../helpers/pictures';

/** As on Windows, where a file that is open for reading only cannot be brought to the drive. */
vi.mock('node:fs', async (importOriginal) => {
  const fs = await importOriginal<typeof NodeFs>();
  const readOnly = new Set<number>();
  const openSync: typeof NodeFs.openSync = (path, flags, mode) => {
    const handle = fs.openSync(path, flags, mode);
    if (flags === 'r') readOnly.add(handle);
    else readOnly.delete(handle);
    return handle;
  };
  const fsyncSync = (handle: number): void => {
    if (readOnly.has(handle)) throw Object.assign(new Error('EPERM: fsync'), { code: 'EPERM' });
    fs.fsyncSync(handle);
  };
  return { ...fs, openSync, fsyncSync };
});

const PICTURE = Buffer.concat([Buffer.from('ffd8ffe000104a464946', 'hex'), Buffer.alloc(400_000, 'face ')]);
const NAME = 'photo-1.jpg';

/** A library as Macule wrote it before libraries were sealed. */
async function plainLibrary(folder: string): Promise<void> {
  const database = openDatabase(join(folder, DATABASE_FILE));
  addPhoto(database, 1);
  const photo = join(folder, PHOTOS_FOLDER, photoIdOf(1));
  await mkdir(photo, { recursive: true });
  for (const name of ['full', 'screen', 'thumbnail']) await writeFile(join(photo, `${name}.jpg`), PICTURE);
  database.close();
}

async function expectSealed(folder: string): Promise<void> {
  const traces = [NAME, 'face face', 'CREATE TABLE'];
  expect(foundIn(await everyByte(folder), traces)).toEqual([]);
}

async function expectReadable(folder: string): Promise<void> {
  const keys = readKeys(keysFile(folder));
  const key = keys && openByDevice(keys, null);
  if (!keys || !key) throw new Error('the library has no keys');
  const { database, store } = await openLibrary(folder, fileKeys(keys, key));
  expect(database.all('SELECT file_name FROM photos')).toEqual([{ file_name: NAME }]);
  for (const rendition of ['full', 'screen', 'thumbnail'] as const)
    expect((await buffer((await store.read(photoIdOf(1), rendition)).stream)).equals(PICTURE)).toBe(true);
  database.close();
}

/** @returns how many photos were left. */
const seal = async (folder: string, stopAfter = Infinity): Promise<number> => {
  const keys = keysOfLibrary(folder, null);
  const key = openByDevice(keys, null);
  if (!key) throw new Error('no key');
  const stop = new AbortController();
  let left = 0;
  const onProgress = (done: number, total: number): void => {
    left = total;
    if (done >= stopAfter) stop.abort(new Error('stopped'));
  };
  await finishSealing(folder, keys, key, [], { onProgress, signal: stop.signal });
  return left;
};

it('seals a library from before, and nothing plain is left in it', () =>
  withFolder(async (folder) => {
    await plainLibrary(folder);
    expect(isPlainDatabase(join(folder, DATABASE_FILE))).toBe(true);
    await seal(folder);
    await expectSealed(folder);
    await expectReadable(folder);
  }));

it('goes on where it was when it is stopped in between, and counts what was left', () =>
  withFolder(async (folder) => {
    await plainLibrary(folder);
    const others = [2, 3, 4, 5, 6, 7, 8, 9];
    for (const photo of others) {
      const other = join(folder, PHOTOS_FOLDER, photoIdOf(photo));
      await mkdir(other);
      await writeFile(join(other, 'full.jpg'), PICTURE);
      await writeFile(join(other, 'full.sealed.partial'), 'half');
    }
    await expect(seal(folder, 1)).rejects.toThrow('stopped');
    expect(readKeys(keysFile(folder))).toMatchObject({ unfinished: true });
    const left = await seal(folder);
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(others.length + 1);
    for (const photo of others)
      expect(await readdir(join(folder, PHOTOS_FOLDER, photoIdOf(photo)))).toEqual(['full.sealed']);
    await expectSealed(folder);
    await expectReadable(folder);
  }));

it('brings everything under a new key, from which the one before is gone then', () =>
  withFolder(async (folder) => {
    await plainLibrary(folder);
    await seal(folder);
    const before = keysOfLibrary(folder, null);
    const old = openByDevice(before, null);
    if (!old) throw new Error('no key');
    const { keys, key } = withNewKey(before, old);
    writeKeys(keysFile(folder), withDevice(keys, deviceKey(key, null)));
    await seal(folder);
    expect(readKeys(keysFile(folder))).toMatchObject({ key: keys.key, unfinished: false });
    expect(readKeys(keysFile(folder))?.previous).toBeUndefined();
    await expectReadable(folder);
    await expect(openLibrary(folder, { current: old })).rejects.toThrow('damaged');
  }));

it('says that keys are missing instead of taking a sealed library for a damaged or a new one', () =>
  withFolder(async (folder) => {
    await plainLibrary(folder);
    await seal(folder);
    await rm(keysFile(folder));
    expect(() => keysOfLibrary(folder, null)).toThrow('keys of this library are missing');
    expect(await readdir(folder)).not.toContain('library-keys.json');
  }));
