import { readdir } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import type { Split } from './dataset';
import { spellings } from './spellings';
import { splitWordsOf } from './split-words';

/**
 * Finds pictures by the name or path that a label file gives them: beside the file, in an `images` or
 * `JPEGImages` folder beside or above it, or in a sibling folder named after the split. Each folder is listed
 * once.
 */
export function pictureFinder(folder: string, split: Split): (fileName: string) => Promise<string | null> {
  const parent = dirname(folder);
  const splitFolders = splitWordsOf(split).flatMap((word) => [
    join(parent, word),
    join(parent, 'images', word),
  ]);
  const places = [
    folder,
    join(folder, 'images'),
    join(parent, 'images'),
    join(parent, 'JPEGImages'),
    ...splitFolders,
  ];
  const listings = new Map<string, Promise<ReadonlySet<string>>>();
  const listing = (place: string): Promise<ReadonlySet<string>> => {
    const known = listings.get(place);
    if (known !== undefined) return known;
    // A place that doesn't exist holds no pictures; which ones exist depends on the layout.
    const names = readdir(place).then(
      (entries) => new Set(entries),
      () => new Set<string>(),
    );
    listings.set(place, names);
    return names;
  };
  return async (fileName) => {
    for (const way of spellings(fileName)) {
      for (const place of isAbsolute(way) ? [''] : places) {
        const file = resolve(place, way);
        if ((await listing(dirname(file))).has(basename(file))) return file;
      }
    }
    return null;
  };
}
