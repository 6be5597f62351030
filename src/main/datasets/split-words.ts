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
