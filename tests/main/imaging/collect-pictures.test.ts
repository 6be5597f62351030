import type * as files from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { collectPictures } from '../../../src/main/imaging/collect-pictures';

const ARCHIVE = join('/', 'archive');
const YEAR = join(ARCHIVE, '2019');
const PHOTOS = Array.from({ length: 130_000 }, (_, index) => `${index}.jpg`);

const entry = (name: string, isFolder: boolean) => ({ name, isDirectory: () => isFolder });

vi.mock('node:fs/promises', async (importOriginal) => ({
  ...(await importOriginal<typeof files>()),
  stat: (path: string) => Promise.resolve({ isDirectory: () => path === ARCHIVE }),
  realpath: (path: string) => Promise.resolve(path),
  readdir: (path: string) =>
    Promise.resolve(
      path === ARCHIVE
        ? [entry('2019', true)]
        : path === YEAR
          ? PHOTOS.map((name) => entry(name, false))
          : [],
    ),
}));

it('finds more pictures in a folder than a call takes arguments, in order', async () => {
  const { files: found, refused } = await collectPictures([ARCHIVE]);
  expect(found).toHaveLength(PHOTOS.length);
  expect([found[0], found.at(-1)]).toEqual([join(YEAR, '0.jpg'), join(YEAR, '129999.jpg')]);
  expect(refused).toEqual([]);
});
