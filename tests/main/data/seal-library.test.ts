import type * as NodeFs from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { expect, it, vi } from 'vitest';
import { openLibrary } from '../../../src/main/data/library';
import { finishSealing, keysFile, keysOfLibrary } from '../../../src/main/data/library-keys';
import { openDatabase } from '../../../src/main/data/open-database';
import { isPlainDatabase } from '../../../src/main/data/seal-library';
import { DATABASE_FILE, PHOTOS_FOLDER } from '../../../src/main/data/set-aside';
import { fileKeys, openByDevice, withDevice, withNewKey, deviceKey } from '../../../src/main/vault/keyring';
import type { LibraryKey } from '../../../src/main/vault/library-key';
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

/** Begins a change of the key, which the next sealing finishes. @returns the key before. */
function changeKey(folder: string): LibraryKey {
  const before = keysOfLibrary(folder, null);
  const old = openByDevice(before, null);
  if (!old) throw new Error('no key');
  const { keys, key } = withNewKey(before, old);
  writeKeys(keysFile(folder), withDevice(keys, deviceKey(key, null)));
  return old;
}

/** @returns how many photos were left. */
const seal = async (
  folder: string,
  stopAfter = Infinity,
  onDamaged: (pictures: number) => void = () => undefined,
): Promise<number> => {
  const keys = keysOfLibrary(folder, null);
  const key = openByDevice(keys, null);
  if (!key) throw new Error('no key');
  const stop = new AbortController();
  let left = 0;
  const onProgress = (done: number, total: number): void => {
    left = total;
    if (done >= stopAfter) stop.abort(new Error('stopped'));
  };
  await finishSealing(folder, keys, key, [], { onProgress, onDamaged, signal: stop.signal });
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
    const strays = ['Thumbs.db', '.DS_Store', '._full.sealed'];
    const photo = join(folder, PHOTOS_FOLDER, photoIdOf(1));
    for (const name of strays) await writeFile(join(photo, name), 'of the system');
    const old = changeKey(folder);
    const { key } = keysOfLibrary(folder, null);
    await seal(folder);
    expect((await readdir(photo)).filter((name) => !/^[a-z]+\.sealed$/.test(name)).sort()).toEqual(
      [...strays].sort(),
    );
    for (const name of strays) expect(await readFile(join(photo, name), 'utf8')).toBe('of the system');
    expect(readKeys(keysFile(folder))).toMatchObject({ key, unfinished: false });
    expect(readKeys(keysFile(folder))?.previous).toBeUndefined();
    await expectReadable(folder);
    await expect(openLibrary(folder, { current: old })).rejects.toThrow('damaged');
  }));

/** A library of two photos, the second of which is `full` alone. @returns that one. */
async function sealedWithSecond(folder: string): Promise<string> {
  await plainLibrary(folder);
  const second = join(folder, PHOTOS_FOLDER, photoIdOf(2));
  await mkdir(second);
  await writeFile(join(second, 'full.jpg'), PICTURE);
  await seal(folder);
  return join(second, 'full.sealed');
}

it('leaves damaged pictures as they are, counts them, and finishes, at this change of the key and the next', () =>
  withFolder(async (folder) => {
    const flipped = await sealedWithSecond(folder);
    const bytes = await readFile(flipped);
    bytes.writeUInt8(bytes.readUInt8(1_000) ^ 1, 1_000);
    await writeFile(flipped, bytes);
    const emptied = flipped.replace('full', 'screen');
    await writeFile(emptied, '');
    for (const change of ['first', 'second']) {
      changeKey(folder);
      const damaged: number[] = [];
      await seal(folder, Infinity, (pictures) => damaged.push(pictures));
      expect(damaged, change).toEqual([2]);
      expect(readKeys(keysFile(folder)), change).toMatchObject({ unfinished: false });
      await expectReadable(folder);
    }
    expect(await readFile(flipped)).toEqual(bytes);
    expect(await readFile(emptied)).toHaveLength(0);
  }));

it('does not finish without the key before while pictures are under it', () =>
  withFolder(async (folder) => {
    const picture = await sealedWithSecond(folder);
    changeKey(folder);
    const whole = keysOfLibrary(folder, null);
    const { previous: _, ...lacking } = whole;
    writeKeys(keysFile(folder), lacking);
    await expect(seal(folder)).rejects.toThrow('not sealed by this library');
    expect(readKeys(keysFile(folder))).toMatchObject({ unfinished: true });
    writeKeys(keysFile(folder), whole);
    const before = await readFile(picture);
    await seal(folder);
    expect(await readFile(picture)).not.toEqual(before);
    await expectReadable(folder);
  }));

it('says that keys are missing instead of taking a sealed library for a damaged or a new one', () =>
  withFolder(async (folder) => {
    await plainLibrary(folder);
    await seal(folder);
    await rm(keysFile(folder));
    expect(() => keysOfLibrary(folder, null)).toThrow('keys of this library are missing');
    expect(await readdir(folder)).not.toContain('library-keys.json');
  }));
