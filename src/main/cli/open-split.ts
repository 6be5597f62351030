import type { Dataset, Split } from '../datasets/dataset';
import { openDatasets, type OpenOptions } from '../datasets/open-dataset';
import type { CliContext } from './context';
import { tellProblems } from './dataset-problems';
import { photosOfSplit } from './evaluation-photos';

/**
 * The datasets under a folder with the photos of one split alone. What was skipped is told first: it may be why none
 * are left.
 * @throws MaculeError as `openDatasets` and {@link photosOfSplit} do.
 */
export async function openSplit(
  context: Pick<CliContext, 'stderr'>,
  folder: string,
  split: Split,
  options: OpenOptions = {},
): Promise<readonly Dataset[]> {
  const datasets = await openDatasets(folder, options);
  tellProblems(context, datasets);
  return photosOfSplit(datasets, split);
}
