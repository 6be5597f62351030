import { join, resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import type { EngineId } from '../../../shared/engine/status';
import {
  EXPERIMENT_MODELS,
  MODEL_OF,
  STUDY_MODELS,
  type ExperimentModel,
} from '../../../shared/experiment/models';
import type { ExperimentReport } from '../../../shared/experiment/report';
import type { ExperimentOrder } from '../../experiment/experiment-order';
import { REPORT_HTML, REPORT_JSON } from '../../experiment/experiment-folder';
import { describeMachine } from '../../experiment/machine';
import type { ExperimentEvent } from '../../experiment/run-experiment';
import { seedExperiment } from '../../experiment/seed-experiment';
import {
  engineOption,
  jsonOption,
  parseCount,
  parsePositive,
  parseSeed,
  parseSide,
  threadsOption,
} from '../arguments';
import type { CliContext } from '../context';
import { tellProblems } from '../dataset-problems';
import { EXIT, type ExitCode } from '../exit-code';
import { experimentTable } from '../experiment-table';
import { failureLine } from '../failure-text';
import { makeFolder } from '../make-folder';
import { openEngineFor, threadsFor } from '../open-engine-for';
import { progressLine, type ProgressLine } from '../progress-line';
import { stageTitle, trainingEventLine } from '../training-event-line';
import { trainingSurroundings } from '../training-surroundings';

interface Options {
  readonly data: string;
  readonly out: string;
  readonly models: readonly ExperimentModel[];
  readonly epochs?: number;
  readonly size?: number;
  readonly batchSize?: number;
  readonly maxMinutes?: number;
  readonly resume?: boolean;
  readonly seed: number;
  readonly engine?: EngineId;
  readonly threads?: number;
  readonly json?: boolean;
}

/** `macule experiment seed`: the seed study's two experiments on any dataset. */
export const experimentSeedCommand = (context: CliContext, end: (code: ExitCode) => void): Command =>
  new Command('seed')
    .summary("the seed study's two experiments, on any dataset")
    .description(
      'Trains the systems of the seed study one after the other, measures each on the test photos and writes ' +
        `${REPORT_HTML} (one page, with curves and the study’s own figures beside) and ${REPORT_JSON}. It can be ` +
        'killed at any moment and resumed. The report holds pictures of the test photos.',
    )
    .requiredOption('--data <folder>', 'a dataset, or a folder of datasets, with train, valid and test')
    .requiredOption('--out <folder>', 'folder for the runs and the report')
    .option(
      '--models <names>',
      `of ${EXPERIMENT_MODELS.join(', ')}, with commas between them`,
      parseModels,
      STUDY_MODELS,
    )
    .option('--epochs <n>', 'passes over the photos, at most (default: each model’s own)', parseCount)
    .option(
      '--size <pixels>',
      'side of the square pictures, a multiple of 32 (default: each model’s own)',
      parseSide,
    )
    .option('--batch-size <n>', 'pictures a step (default: each model’s own)', parseCount)
    .option('--max-minutes <n>', 'end the training of each model after this time', parsePositive)
    .option('--resume', 'go on with the experiment in the folder; finished models are kept')
    .option('--seed <n>', 'same seed, same experiment', parseSeed, 1)
    .addOption(engineOption())
    .addOption(threadsOption())
    .addOption(jsonOption())
    .action(async (options: Options) => end(await experiment(context, options)));

async function experiment(context: CliContext, options: Options): Promise<ExitCode> {
  const { stdout, signal, cores } = context;
  const order = orderOf(options);
  await makeFolder(order.outFolder);
  const events = seedExperiment(order, {
    ...trainingSurroundings(context, threadsFor(context, options)),
    signal,
    onDatasets: (datasets) => tellProblems(context, datasets),
    machine: describeMachine(cores),
    openDetector: async (folder) => (await openEngineFor(context, options)).loadDetector(folder),
  });
  const progress = progressLine(context);
  let report: ExperimentReport | null = null;
  try {
    for await (const event of events) {
      if ('report' in event) report = event.report;
      const line = options.json ? jsonLine(event) : textLine(event, progress);
      if (line === null) continue;
      progress.clear();
      stdout.write(`${line}\n`);
    }
  } finally {
    progress.clear();
  }
  if (report === null) return EXIT.ok;
  stdout.write(
    options.json
      ? `${JSON.stringify({ event: 'report', file: join(order.outFolder, REPORT_JSON), rows: report.rows })}\n`
      : `${experimentTable(report)}The report is ${join(order.outFolder, REPORT_HTML)}. For research and evaluation; not a diagnosis.\n`,
  );
  return report.rows.some(({ status }) => status === 'not-run') ? EXIT.failed : EXIT.ok;
}

const orderOf = ({
  epochs,
  batchSize,
  size: side,
  maxMinutes,
  engine,
  ...options
}: Options): ExperimentOrder => ({
  dataFolder: resolve(options.data),
  outFolder: resolve(options.out),
  models: options.models,
  settings: Object.fromEntries(
    Object.entries({ epochs, batchSize, side }).filter(([, value]) => value !== undefined),
  ),
  seed: options.seed,
  resume: options.resume === true,
  ...(maxMinutes === undefined ? {} : { maxMinutes }),
  ...(engine === undefined ? {} : { engine }),
});

/** Rows are told whole in the end. */
function jsonLine(event: ExperimentEvent): string | null {
  if ('report' in event) return null;
  if ('row' in event) {
    const { model, status } = event.row;
    return JSON.stringify({ event: 'row', model, status, kept: event.kept });
  }
  return JSON.stringify({ experiment: event.model, ...event.event });
}

function textLine(event: ExperimentEvent, progress: ProgressLine): string | null {
  if ('report' in event) return null;
  if ('row' in event) {
    const { row, kept } = event;
    if (row.status === 'not-run') return `${row.title}: not run. ${failureLine(row.failure)}`;
    return kept
      ? `${row.title}: finished before, kept`
      : `${row.title}: measured on ${row.measuredOn.photos} photos`;
  }
  const { model, event: told } = event;
  if (told.event === 'stage' || told.event === 'measuring') {
    const what = told.event === 'stage' ? stageTitle(told.stage) : 'photos measured';
    progress.show(told.done, told.total, `${model === null ? '' : `${MODEL_OF[model].title}: `}${what}`);
    return null;
  }
  return `${model === null ? '' : `${MODEL_OF[model].title}: `}${trainingEventLine(told)}`;
}

function parseModels(text: string): readonly ExperimentModel[] {
  const names = text.split(',').map((name) => name.trim());
  const models = names.flatMap((name) => EXPERIMENT_MODELS.find((model) => model === name) ?? []);
  if (models.length === names.length && new Set(models).size === models.length) return models;
  throw new InvalidArgumentError(
    `Give each once, of ${EXPERIMENT_MODELS.join(', ')}, with commas between them.`,
  );
}
