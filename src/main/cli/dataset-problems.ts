import { basename } from 'node:path';
import type { Dataset } from '../datasets/dataset';
import type { CliContext } from './context';

const SHOWN = 5;

/** Tells on stderr which rows of the label files were skipped. */
export function tellProblems(
  { stderr }: Pick<CliContext, 'stderr'>,
  datasets: readonly Pick<Dataset, 'problems'>[],
): void {
  const problems = datasets.flatMap((dataset) => dataset.problems);
  for (const { file, line, message } of problems.slice(0, SHOWN)) {
    stderr.write(`${basename(file)}${line === undefined ? '' : `:${line}`}: ${message}\n`);
  }
  if (problems.length > SHOWN) {
    stderr.write(`… and ${problems.length - SHOWN} more problems in the labels.\n`);
  }
}
