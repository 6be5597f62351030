import { readdir } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { MaculeError } from '../../shared/errors';
import type { Dataset, LabelledPhoto, DatasetProblem } from './dataset';
import { findSplits, type FoundSplit } from './find-splits';
import { KNOWN_FORMATS, readLabelSource } from './label-source';

/**
 * Reads the labels under a folder as one dataset: the folder may be a dataset with its splits, one split, or
 * a parent of several datasets. Labels that name no split count as `train`. Malformed rows are skipped and
 * listed in `problems`.
 * @throws MaculeError `not-found` where the folder is missing or holds no labels in a known format.
 */
export async function openDataset(folder: string): Promise<Dataset> {
  const datasets = await openDatasets(folder);
  const [first] = datasets;
  if (first !== undefined && datasets.length === 1) return first;
  return {
    name: basename(resolve(folder)),
    photos: datasets.flatMap(({ photos }) => photos),
    problems: datasets.flatMap(({ problems }) => problems),
  };
}

/** Like {@link openDataset}, with each dataset under a parent folder kept apart. */
export async function openDatasets(folder: string): Promise<readonly Dataset[]> {
  const absolute = resolve(folder);
  await readdir(absolute).catch((cause: unknown) => {
    throw new MaculeError(
      {
        kind: 'not-found',
        message: `The dataset folder ${folder} can't be opened.`,
        file: basename(absolute),
        advice: 'Check the path.',
        retryable: false,
      },
      { cause },
    );
  });
  const splits = await findSplits(absolute);
  if (splits.length === 0)
    throw new MaculeError({
      kind: 'not-found',
      message: `There are no labels that Macule understands in ${folder}.`,
      file: basename(absolute),
      advice: `Labels can be ${KNOWN_FORMATS}.`,
      retryable: false,
    });
  const byDataset = new Map<string, FoundSplit[]>();
  for (const split of splits)
    byDataset.set(split.datasetFolder, [...(byDataset.get(split.datasetFolder) ?? []), split]);
  const datasets: Dataset[] = [];
  for (const [datasetFolder, parts] of byDataset)
    datasets.push(await readParts(basename(datasetFolder), parts));
  return datasets;
}

async function readParts(name: string, parts: readonly FoundSplit[]): Promise<Dataset> {
  const photos: LabelledPhoto[] = [];
  const problems: DatasetProblem[] = [];
  for (const { source, split } of parts) {
    const reading = await readLabelSource(source, split);
    photos.push(...reading.photos);
    problems.push(...reading.problems);
  }
  return { name, photos, problems };
}
