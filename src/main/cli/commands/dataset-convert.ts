import { Command } from 'commander';
import type { LabelFormat } from '../../datasets/dataset';
import { openDatasets } from '../../datasets/open-dataset';
import { writeDatasets } from '../../datasets/write/write-datasets';
import { jsonOption } from '../arguments';
import type { CliContext } from '../context';
import { tellProblems } from '../dataset-problems';
import {
  addWritingOptions,
  formatOption,
  pictureMode,
  writingText,
  type WritingOptions,
} from '../dataset-writing';
import { EXIT, type ExitCode } from '../exit-code';
import { progressLine } from '../progress-line';

interface Options extends WritingOptions {
  readonly data: string;
  readonly to: LabelFormat;
  readonly json?: boolean;
}

/** `macule dataset convert`: writes a dataset in another format. */
export const datasetConvertCommand = (context: CliContext, end: (code: ExitCode) => void): Command =>
  addWritingOptions(
    new Command('convert')
      .summary('write it in another format')
      .description(
        'Writes labelled photos in another format, into a new folder. Says what the format cannot hold.',
      )
      .requiredOption('--data <folder>', 'a dataset, or a folder of datasets')
      .addOption(formatOption().makeOptionMandatory()),
  )
    .addOption(jsonOption())
    .action(async (options: Options) => end(await convert(context, options)));

async function convert(context: CliContext, options: Options): Promise<ExitCode> {
  const datasets = await openDatasets(options.data, { presence: true });
  const progress = progressLine(context);
  const reports = await writeDatasets(datasets, options.data, options.out, {
    format: options.to,
    pictures: pictureMode(options),
    signal: context.signal,
    onProgress: (done, total) => progress.show(done, total, 'photos'),
  }).finally(() => progress.clear());
  const skipped = datasets.flatMap(({ problems }) => problems);
  const changed = datasets.flatMap(({ notes }) => notes);
  if (options.json) {
    context.stdout.write(`${JSON.stringify({ datasets: reports, skipped, changed }, null, 2)}\n`);
  } else {
    tellProblems(context, datasets);
    context.stdout.write(writingText(reports));
    if (changed.length > 0)
      context.stdout.write(
        `${changed.length} labels were read otherwise than they stand: see “macule dataset inspect”.\n`,
      );
  }
  return EXIT.ok;
}
