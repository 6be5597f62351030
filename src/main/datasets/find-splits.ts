import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Split } from './dataset';
import { labelSourcesIn, type LabelSource } from './label-source';
import { isLayoutFolder, splitOfFolderName } from './split-words';

/** One label source, with the dataset folder and the split that it belongs to. */
export interface FoundSplit {
  readonly datasetFolder: string;
  readonly split: Split;
  readonly source: LabelSource;
}

/** Deep enough for parent/dataset/images/train. */
const MAX_DEPTH = 4;

/**
 * Every label source in a folder and the folders below it, in the order of their paths. A table of classes gives way to
 * whatever lies below it: beside the splits it may say of photos who is on them.
 */
export async function findSplits(folder: string, depth = 0): Promise<readonly FoundSplit[]> {
  const sources = await labelSourcesIn(folder);
  const own = sources.map((source) => placeSource(folder, source));
  if (depth >= MAX_DEPTH || sources.some(({ format }) => format !== 'csv')) return own;
  const below = await findBelow(folder, depth + 1);
  return below.length > 0 ? below : own;
}

async function findBelow(folder: string, depth: number): Promise<readonly FoundSplit[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const folders = entries
    .filter((entry) => (entry.isDirectory() || entry.isSymbolicLink()) && !entry.name.startsWith('.'))
    .map((entry) => join(folder, entry.name))
    .sort();
  const found: FoundSplit[] = [];
  for (const subfolder of folders) {
    const isFolder = await readdir(subfolder).then(
      () => true,
      () => false,
    );
    if (isFolder) found.push(...(await findSplits(subfolder, depth)));
  }
  return found;
}

function placeSource(folder: string, source: LabelSource): FoundSplit {
  let datasetFolder = folder;
  let split = source.format === 'coco' ? splitOfCocoName(source.file) : null;
  for (let level = 0; level < 2; level += 1) {
    const name = basename(datasetFolder);
    const named = splitOfFolderName(name);
    if (named === null && !isLayoutFolder(name)) break;
    split ??= named;
    datasetFolder = dirname(datasetFolder);
  }
  return { datasetFolder, split: split ?? 'train', source };
}

/** `instances_val2017.json` names its split itself. */
function splitOfCocoName(file: string): Split | null {
  const word = /^instances_(.+)\.json$/i.exec(basename(file))?.[1];
  return word === undefined ? null : splitOfFolderName(word);
}
