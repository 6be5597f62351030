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

/** Every label source in a folder and the folders below it, in the order of their paths. */
export async function findSplits(folder: string, depth = 0): Promise<readonly FoundSplit[]> {
  const sources = await labelSourcesIn(folder);
  if (sources.length > 0) return sources.map((source) => placeSource(folder, source));
  if (depth >= MAX_DEPTH) return [];
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
    if (isFolder) found.push(...(await findSplits(subfolder, depth + 1)));
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
