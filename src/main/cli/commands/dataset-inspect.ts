import { Command } from 'commander';
import { inspectDatasets } from '../../datasets/inspect/inspect-datasets';
import { openDatasets } from '../../datasets/open-dataset';
import { jsonOption } from '../arguments';
import type { CliContext } from '../context';
import { EXIT, type ExitCode } from '../exit-code';
import { inspectionText } from '../inspection-text';
import { looking } from '../look';
import { progressLine } from '../progress-line';

interface Options {
  readonly data: string;
  readonly pictures: boolean;
  readonly json?: boolean;
}

/** `macule dataset inspect`: what is in a dataset, and what is wrong with it. */
export const datasetInspectCommand = (context: CliContext, end: (code: ExitCode) => void): Command =>
  new Command('inspect')
    .summary('count it and find what is wrong with it')
    .description(
      'Counts photos and labels, lists broken rows by line, and finds pictures that stand in several places.',
    )
    .requiredOption('--data <folder>', 'a dataset, or a folder of datasets')
    .option('--no-pictures', 'read the labels only: faster, but finds no pictures that look alike')
    .addOption(jsonOption())
    .action(async (options: Options) => end(await inspect(context, options)));

async function inspect(context: CliContext, options: Options): Promise<ExitCode> {
  const datasets = await openDatasets(options.data, { presence: true });
  const progress = progressLine(context);
  const inspection = await inspectDatasets(
    datasets,
    options.pictures ? looking(context, progress) : null,
  ).finally(() => progress.clear());
  context.stdout.write(
    options.json ? `${JSON.stringify(inspection, null, 2)}\n` : inspectionText(inspection),
  );
  return EXIT.ok;
}
