import { basename } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { SPLITS } from '../../datasets/dataset';
import { openDatasets } from '../../datasets/open-dataset';
import type { Fractions } from '../../datasets/split/assign-splits';
import { splitDatasets } from '../../datasets/split/split-datasets';
import {
  missingSubjects,
  photoName,
  readSubjects,
  subjectInName,
  type SubjectTable,
} from '../../datasets/split/subjects';
import { writeDatasets, type NamedReport } from '../../datasets/write/write-datasets';
import { MaculeError } from '../../../shared/errors';
import { jsonOption, parseSeed } from '../arguments';
import type { CliContext } from '../context';
import { tellProblems } from '../dataset-problems';
import {
  addWritingOptions,
  formatOption,
  fractionsOption,
  pictureMode,
  writingText,
  type WritingOptions,
} from '../dataset-writing';
import { EXIT, type ExitCode } from '../exit-code';
import { looking } from '../look';
import { progressLine } from '../progress-line';

interface Options extends WritingOptions {
  readonly data: string;
  readonly fractions: Fractions;
  readonly seed: number;
  readonly subjects?: string;
  readonly subjectPattern?: RegExp;
  readonly pictures: boolean;
  readonly json?: boolean;
}

/** `macule dataset split`: shares the photos out to train, valid and test afresh. */
export const datasetSplitCommand = (context: CliContext, end: (code: ExitCode) => void): Command =>
  addWritingOptions(
    new Command('split')
      .summary('share the photos out to train, valid and test afresh')
      .description(
        'Writes labelled photos with new splits into a new folder. Photos of one person, of one original and ' +
          'photos that look alike stay together; the classes are spread evenly.',
      )
      .requiredOption('--data <folder>', 'a dataset, or a folder of datasets')
      .addOption(formatOption().default(undefined, 'the format it has')),
  )
    .addOption(fractionsOption())
    .option('--seed <n>', 'same seed, same splits', parseSeed, 1)
    .option(
      '--subjects <csv>',
      'table of photo and person, with a header: photos of one person stay together',
    )
    .option(
      '--subject-pattern <regex>',
      'the person as the file name tells it, such as "^(p[0-9]+)_"',
      parsePattern,
    )
    .option('--no-pictures', 'go by names only: faster, but does not keep photos together that look alike')
    .addOption(jsonOption())
    .action(async (options: Options) => end(await split(context, options)));

async function split(context: CliContext, options: Options): Promise<ExitCode> {
  const { data, out, fractions, seed, subjectPattern } = options;
  const datasets = await openDatasets(data, { presence: true });
  const table = await tableOf(options.subjects);
  const subjectOf = (file: string): string | null =>
    table.subjects.get(photoName(file)) ??
    (subjectPattern === undefined ? null : subjectInName(subjectPattern, file));
  const files = datasets.flatMap(({ photos }) => photos.map(({ file }) => file));
  const asked = options.subjects !== undefined || subjectPattern !== undefined;
  const missing = asked ? missingSubjects(files.map(subjectOf), options.subjects ?? data) : [];
  const progress = progressLine(context);
  const writing = progressLine(context);
  const { datasets: fresh, ...groups } = await splitDatasets(datasets, {
    fractions,
    seed,
    subjectOf,
    looking: options.pictures ? looking(context, progress) : null,
  }).finally(() => progress.clear());
  const reports = await writeDatasets(fresh, data, out, {
    format: options.to ?? 'own',
    pictures: pictureMode(options),
    signal: context.signal,
    onProgress: (done, total) => writing.show(done, total, 'photos'),
  }).finally(() => writing.clear());
  const tableProblems = [...missing, ...table.problems];
  const skipped = [...datasets.flatMap(({ problems }) => problems), ...tableProblems];
  if (options.json) {
    context.stdout.write(
      `${JSON.stringify({ seed, fractions, ...groups, datasets: reports, skipped }, null, 2)}\n`,
    );
  } else {
    tellProblems(context, [{ problems: tableProblems }, ...datasets]);
    context.stdout.write(
      `${writingText(reports)}${sharesText(reports)}${groups.groups} groups that stay together, ` +
        `the largest of ${groups.largestGroup} photos; ${groups.alike} pairs of photos look alike.\n`,
    );
  }
  return EXIT.ok;
}

async function tableOf(file: string | undefined): Promise<SubjectTable> {
  if (file === undefined) return { subjects: new Map(), problems: [] };
  return readSubjects(file).catch((cause: unknown) => {
    throw new MaculeError(
      {
        kind: 'not-found',
        message: `The table “${file}” can't be read.`,
        file: basename(file),
        advice: 'Check the path.',
        retryable: false,
      },
      { cause },
    );
  });
}

function sharesText(reports: readonly NamedReport[]): string {
  const sums = SPLITS.map((name) => reports.reduce((sum, { photos }) => sum + photos[name], 0));
  const all = sums.reduce((sum, count) => sum + count, 0);
  const shares = SPLITS.map((name, index) => `${name} ${((100 * (sums[index] ?? 0)) / all).toFixed(1)} %`);
  return `Shares: ${shares.join(', ')}\n`;
}

function parsePattern(text: string): RegExp {
  try {
    return new RegExp(text, 'u');
  } catch (error) {
    throw new InvalidArgumentError(`That is no pattern: ${(error as Error).message}`);
  }
}
