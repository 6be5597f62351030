import { chmod, cp, mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../../src/main/data/database';
import { openPhotoStore, type PhotoStore } from '../../../src/main/data/photo-store';
import { listPending } from '../../../src/main/data/repositories/pending-analyses';
import { listPhotos } from '../../../src/main/data/repositories/photos';
import { listReferenceLesions } from '../../../src/main/data/repositories/reference-lesions';
import { readPhoto } from '../../../src/main/reader/read-photo';
import { sharp } from '../../../src/main/imaging/sharp-instance';
import { importPhotos, type ImportDependencies } from '../../../src/main/services/import-photos';
import { purgeRemoved, removePhoto, tidyStore } from '../../../src/main/services/remove-photo';
import { newFileKeys } from '../../helpers/library-keys';
import { countingIds, memoryDatabase } from '../../helpers/memory-database';
import { quadrants, withFolder } from '../../helpers/pictures';

interface Bench {
  readonly database: OpenDatabase;
  readonly store: PhotoStore;
  readonly dependencies: ImportDependencies;
  /** Where the clinician's files lie. */
  readonly folder: string;
  /** Where the store keeps its own. */
  readonly stored: string;
}

const withBench = (use: (bench: Bench) => Promise<void>) =>
  withFolder(async (root) => {
    const database = memoryDatabase();
    const stored = join(root, 'photos');
    const store = await openPhotoStore(stored, newFileKeys());
    const folder = join(root, 'card');
    await mkdir(folder);
    const dependencies: ImportDependencies = {
      database,
      store,
      newId: countingIds(),
      now: () => new Date('2025-03-01T10:00:00Z'),
      readPhoto,
    };
    await use({ database, store, dependencies, folder, stored });
    database.close();
  });

/** Writes a picture; another `shift` makes another picture. */
async function picture(file: string, shift = 0): Promise<string> {
  const { data, width, height } = quadrants(80, 60, shift);
  await sharp(data, { raw: { width, height, channels: 3 } })
    .png()
    .toFile(file);
  return file;
}

const names = (database: OpenDatabase) => listPhotos(database).map(({ fileName }) => fileName);

describe('importPhotos', () => {
  it('imports a folder at any depth, in order, reporting progress and what is refused', () =>
    withBench(async ({ database, dependencies, folder, stored }) => {
      await mkdir(join(folder, 'b'));
      await picture(join(folder, 'a 10.png'), 1);
      await picture(join(folder, 'a 9.png'), 2);
      await picture(join(folder, 'b', 'deep.png'), 3);
      await writeFile(join(folder, 'broken.jpg'), 'not a picture');
      await writeFile(join(folder, 'empty.heic'), '');
      await writeFile(join(folder, 'notes.txt'), 'skipped');
      await writeFile(join(folder, '.hidden.jpg'), 'skipped');
      const progress: string[] = [];
      const outcome = await importPhotos([folder], dependencies, {
        onProgress: ({ done, total, fileName }) => progress.push(`${done}/${total} ${fileName}`),
      });
      expect(names(database)).toEqual(['deep.png', 'a 10.png', 'a 9.png']);
      expect(progress).toEqual([
        '0/5 a 9.png',
        '1/5 a 10.png',
        '2/5 deep.png',
        '3/5 broken.jpg',
        '4/5 empty.heic',
      ]);
      expect(outcome.refused.map(({ file, kind }) => [file, kind])).toEqual([
        ['broken.jpg', 'unsupported-format'],
        ['empty.heic', 'unreadable-file'],
      ]);
      expect(JSON.stringify(outcome.refused)).not.toContain(folder);
      expect((await readdir(stored)).sort()).toEqual([...outcome.imported, '.incoming'].sort());
      expect(await readdir(join(stored, '.incoming'))).toEqual([]);
      expect(listPending(database).map(({ photoId }) => photoId)).toEqual(outcome.imported);
    }));

  it('takes the same bytes once, whatever they are called', () =>
    withBench(async ({ database, dependencies, folder }) => {
      const file = await picture(join(folder, 'a.png'));
      await cp(file, join(folder, 'copy of a.png'));
      const first = await importPhotos([folder, file], dependencies);
      expect(first.imported).toHaveLength(1);
      expect(first.alreadyThere).toEqual(first.imported);
      const again = await importPhotos([file], dependencies);
      expect(again).toEqual({ imported: [], alreadyThere: first.imported, refused: [] });
      expect(names(database)).toEqual(['a.png']);
    }));

  it('brings a removed photo back when it is imported again', () =>
    withBench(async ({ database, dependencies, folder }) => {
      const file = await picture(join(folder, 'a.png'));
      const { imported } = await importPhotos([file], dependencies);
      removePhoto(database, imported[0] ?? '', new Date('2025-03-01T11:00:00Z'));
      expect((await importPhotos([file], dependencies)).imported).toEqual(imported);
      expect(names(database)).toEqual(['a.png']);
    }));

  it('stores the labels that lie beside a photo', () =>
    withBench(async ({ database, dependencies, folder }) => {
      const file = await picture(join(folder, 'a.png'));
      await writeFile(join(folder, 'a.txt'), '0 0.25 0.4 0.3 0.4\n');
      await writeFile(join(folder, 'data.yaml'), 'names: [pimple]\n');
      const { imported } = await importPhotos([file], dependencies);
      const stored = listReferenceLesions(database, imported[0] ?? '');
      expect(stored).toMatchObject([{ label: 'pimple', type: null }]);
      expect(stored[0]?.box.x).toBeCloseTo(0.1);
    }));

  it('keeps neither files nor rows of a photo whose rows are refused', () =>
    withBench(async ({ database, dependencies, folder, stored }) => {
      database.script(
        "CREATE TRIGGER full BEFORE INSERT ON pending_analyses BEGIN SELECT RAISE(ABORT, 'no'); END",
      );
      const { refused } = await importPhotos([await picture(join(folder, 'a.png'))], dependencies);
      expect(refused).toMatchObject([{ kind: 'database', file: 'a.png' }]);
      expect(listPhotos(database)).toEqual([]);
      expect(await readdir(stored)).toEqual(['.incoming']);
    }));

  it('stops when cancelled and keeps what is in', () =>
    withBench(async ({ database, dependencies, folder }) => {
      for (const shift of [1, 2, 3]) await picture(join(folder, `${shift}.png`), shift);
      const abort = new AbortController();
      const outcome = await importPhotos([folder], dependencies, {
        signal: abort.signal,
        onImported: () => abort.abort(),
      });
      expect(outcome).toMatchObject({ imported: [expect.any(String)], refused: [] });
      expect(names(database)).toEqual(['1.png']);
    }));

  it('says so of a missing file, an empty folder and a folder that is closed', () =>
    withBench(async ({ dependencies, folder }) => {
      await mkdir(join(folder, 'empty'));
      const { refused } = await importPhotos([join(folder, 'gone.jpg'), join(folder, 'empty')], dependencies);
      expect(refused.map(({ message }) => message)).toEqual([
        'The folder “empty” holds no pictures.',
        "“gone.jpg” can't be read: there is no such file.",
      ]);
      await mkdir(join(folder, 'closed'));
      await chmod(join(folder, 'closed'), 0);
      const closed = await importPhotos([join(folder, 'closed')], dependencies);
      // An administrator can open any folder; there it is merely empty.
      expect(closed.refused).toHaveLength(1);
      expect(closed.refused[0]?.message).toMatch(/“closed” (can't be opened|holds no pictures)/);
      await chmod(join(folder, 'closed'), 0o700);
    }));

  it('does not follow links in circles', () =>
    withBench(async ({ database, dependencies, folder }) => {
      await picture(join(folder, 'a.png'));
      await symlink(folder, join(folder, 'circle'));
      await importPhotos([folder], dependencies);
      expect(names(database)).toEqual(['a.png']);
    }));
});

describe('removed and interrupted photos', () => {
  it('are deleted with their files once they can no longer come back', () =>
    withBench(async ({ database, store, dependencies, folder, stored }) => {
      await picture(join(folder, 'a.png'), 1);
      await picture(join(folder, 'b.png'), 2);
      const { imported } = await importPhotos([folder], dependencies);
      const [gone = '', kept = ''] = imported;
      removePhoto(database, gone, new Date('2025-03-01T11:00:00Z'));
      await purgeRemoved(database, store, new Date('2025-03-31T10:59:00Z'));
      expect((await readdir(stored)).sort()).toEqual(['.incoming', gone, kept].sort());
      await purgeRemoved(database, store, new Date('2025-03-31T11:01:00Z'));
      expect((await readdir(stored)).sort()).toEqual(['.incoming', kept].sort());
      // An import that was killed between its files and its rows.
      const bytes = await buffer((await store.read(kept, 'thumbnail')).stream);
      const staged = await store.stage(gone, { full: bytes, screen: bytes, thumbnail: bytes });
      staged.publish();
      expect(await tidyStore(database, store, new Date('2025-03-31T11:02:00Z'))).toEqual({
        ...{ leftovers: 1, missing: 0 },
      });
      expect(await readdir(stored)).toEqual(['.incoming', kept]);
    }));

  it('whose pictures are gone are counted, and come back with the same file', () =>
    withBench(async ({ database, store, dependencies, folder, stored }) => {
      const file = await picture(join(folder, 'a.png'));
      const { imported } = await importPhotos([file], dependencies);
      const [photoId = ''] = imported;
      await rm(join(stored, photoId, 'full.sealed'));
      expect(store.has(photoId)).toBe(false);
      expect(await importPhotos([file], dependencies)).toMatchObject({ imported, refused: [] });
      expect(store.has(photoId)).toBe(true);
      await rm(join(stored, photoId), { recursive: true });
      expect(await tidyStore(database, store, new Date('2025-03-01T11:00:00Z'))).toMatchObject({
        missing: 1,
      });
      expect(await importPhotos([file], dependencies)).toMatchObject({ imported });
      expect(await importPhotos([file], dependencies)).toMatchObject({
        imported: [],
        alreadyThere: imported,
      });
      expect(names(database)).toEqual(['a.png']);
    }));
});
