import { readdir } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { MaculeError } from '../../shared/errors';
import type { Dataset, LabelReading } from './dataset';
import { findSplits, type FoundSplit } from './find-splits';
import { KNOWN_FORMATS, readLabelSource, type LabelSource } from './label-source';

export interface OpenOptions {
  /** Whether labels count that say which classes a photo shows, but not where. */
  readonly presence?: boolean;
  /** Whether pictures of single lesions count, which are no photos to find lesions on. */
  readonly crops?: boolean;
}

/**
 * Reads the labels under a folder as one dataset: the folder may be a dataset with its splits, one split, or
 * a parent of several datasets. Labels that name no split count as `train`. Malformed rows are skipped and
 * listed in `problems`.
 * @throws MaculeError `not-found` where the folder is missing or holds no labels in a known format.
 */
export async function openDataset(folder: string, options: OpenOptions = {}): Promise<Dataset> {
  const datasets = await openDatasets(folder, options);
  const [first] = datasets;
  if (first !== undefined && datasets.length === 1) return first;
  return {
    name: basename(resolve(folder)),
    formats: [...new Set(datasets.flatMap(({ formats }) => formats))],
    ...joined(datasets),
  };
}

/** Like {@link openDataset}, with each dataset under a parent folder kept apart. */
export async function openDatasets(folder: string, options: OpenOptions = {}): Promise<readonly Dataset[]> {
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
    datasets.push({
      name: basename(datasetFolder),
      formats: [...new Set(parts.map(({ source }) => source.format))],
      ...(await readParts(parts, options)),
    });
  return datasets;
}

async function readParts(parts: readonly FoundSplit[], options: OpenOptions): Promise<LabelReading> {
  const readings: LabelReading[] = [];
  for (const { source, split } of parts)
    readings.push(withoutPlaces(source, options) ?? (await readLabelSource(source, split)));
  return joined(readings);
}

/** A picture without boxes would be taken for clear skin, so it is read only for those who ask for such. */
function withoutPlaces(source: LabelSource, { presence, crops }: OpenOptions): LabelReading | null {
  const none = (file: string, message: string): LabelReading => ({
    ...{ classes: [], photos: [], notes: [] },
    problems: [{ file, message }],
  });
  if (source.format === 'csv' && presence !== true)
    return none(source.file, 'says which classes a photo shows, but not where: nothing to find lesions by');
  if (source.format === 'crops' && crops !== true)
    return none(
      source.folder,
      'holds pictures of single lesions: only the training of the lesion detector learns from them',
    );
  return null;
}

const joined = (readings: readonly LabelReading[]): LabelReading => ({
  classes: [...new Set(readings.flatMap(({ classes }) => classes))],
  photos: readings.flatMap(({ photos }) => photos),
  problems: readings.flatMap(({ problems }) => problems),
  notes: readings.flatMap(({ notes }) => notes),
});
