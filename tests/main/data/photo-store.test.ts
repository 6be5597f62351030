import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { openPhotoStore, type PhotoStore } from '../../../src/main/data/photo-store';
import { newFileKeys } from '../../helpers/library-keys';
import { photoIdOf } from '../../helpers/memory-database';
import { withFolder } from '../../helpers/pictures';

const ID = photoIdOf(1);
const RENDITIONS = {
  full: Buffer.alloc(700_000, 1),
  screen: Buffer.alloc(3, 2),
  thumbnail: Buffer.alloc(2, 3),
};

const withStore = (use: (store: PhotoStore, folder: string) => Promise<void>) =>
  withFolder(async (folder) =>
    use(await openPhotoStore(join(folder, 'photos'), newFileKeys()), join(folder, 'photos')),
  );

describe('photo store', () => {
  it('shows nothing of a photo before it is published, then all of it', () =>
    withStore(async (store, folder) => {
      const staged = await store.stage(ID, RENDITIONS);
      await expect(store.read(ID, 'full')).rejects.toMatchObject({ failure: { kind: 'not-found' } });
      staged.publish();
      expect((await readdir(join(folder, ID))).sort()).toEqual([
        'full.sealed',
        'screen.sealed',
        'thumbnail.sealed',
      ]);
      const { bytes, stream } = await store.read(ID, 'full');
      expect(bytes).toBe(700_000);
      expect((await buffer(stream)).equals(RENDITIONS.full)).toBe(true);
      expect((await readFile(store.pathOf(ID, 'full'))).includes(RENDITIONS.full.subarray(0, 64))).toBe(
        false,
      );
    }));

  it('lets a reader give up half-way', () =>
    withStore(async (store) => {
      (await store.stage(ID, RENDITIONS)).publish();
      const { stream } = await store.read(ID, 'full');
      const reader = stream.getReader();
      expect((await reader.read()).value?.length).toBeGreaterThan(0);
      await expect(reader.cancel()).resolves.toBeUndefined();
    }));

  it.each([false, true])('takes a photo away again, published %s', (published) =>
    withStore(async (store, folder) => {
      const staged = await store.stage(ID, RENDITIONS);
      if (published) staged.publish();
      staged.discard();
      expect(await readdir(folder)).not.toContain(ID);
      await expect(store.read(ID, 'full')).rejects.toThrow('missing');
    }),
  );

  it('sweeps what a killed import left, and only that', () =>
    withStore(async (store, folder) => {
      (await store.stage(ID, RENDITIONS)).publish();
      (await store.stage(photoIdOf(2), RENDITIONS)).publish();
      await store.stage(photoIdOf(3), RENDITIONS);
      await mkdir(join(folder, 'not-a-photo'));
      await writeFile(join(folder, 'note.txt'), 'kept');
      expect(await store.clearIncoming()).toBe(1);
      expect(await store.sweep(() => new Set([ID]))).toMatchObject({ leftovers: 1 });
      expect((await readdir(folder)).sort()).toEqual([ID, 'not-a-photo', 'note.txt'].sort());
    }));

  it('refuses to name a path outside its folder', () =>
    withStore(async (store) => {
      expect(() => store.pathOf('../../etc', 'full')).toThrow();
      expect(() => store.remove('..')).toThrow();
      return Promise.resolve();
    }));
});
