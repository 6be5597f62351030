import type { Split } from './dataset';

const SPLIT_WORDS: Readonly<Record<Split, readonly string[]>> = {
  train: ['train', 'training', 'train2017'],
  valid: ['valid', 'val', 'validation', 'val2017'],
  test: ['test', 'testing', 'test2017'],
};

export const splitWordsOf = (split: Split): readonly string[] => SPLIT_WORDS[split];

/** The split that a folder's name states, or null. */
export function splitOfFolderName(name: string): Split | null {
  const word = name.toLowerCase();
  if (SPLIT_WORDS.train.includes(word)) return 'train';
  if (SPLIT_WORDS.valid.includes(word)) return 'valid';
  if (SPLIT_WORDS.test.includes(word)) return 'test';
  return null;
}

/** The names between label source and dataset, or picture, that only say what lies in them. */
const LAYOUT_FOLDERS: ReadonlySet<string> = new Set(['images', 'labels', 'annotations']);

export const isLayoutFolder = (name: string): boolean => LAYOUT_FOLDERS.has(name.toLowerCase());

/** A picture's path without the folders before it that name its split or what lies in them, and tell nothing of it. */
export function withoutLayout(path: string): string {
  const segments = path.split(/[\\/]/);
  const first = segments.findIndex(
    (name) => !['', '.', '..'].includes(name) && !isLayoutFolder(name) && splitOfFolderName(name) === null,
  );
  return segments.slice(first).join('/');
}
