import { join } from 'node:path';
import { existsSync } from 'node:fs';
import { Command, Option } from 'commander';
import type { EngineId } from '../../../shared/engine/status';
import { MaculeError } from '../../../shared/errors';
import { openDatasets } from '../../datasets/open-dataset';
import { trainDetector } from '../../engine/jobs/train';
import { forkProbe } from '../../engine/probe/fork-probe';
import { CHECKPOINT_FILE } from '../../engine/training/checkpoint';
import type { TrainingEvent } from '../../engine/training/events';
import { RECIPES } from '../../engine/training/recipe';
import { engineOption, jsonOption, parsePositive, parseSeed, threadsOption } from '../arguments';
import type { CliContext } from '../context';
import { tellProblems } from '../dataset-problems';
import { EXIT, type ExitCode } from '../exit-code';
import { makeFolder } from '../make-folder';
import { threadsFor } from '../open-engine-for';
import { trainingEventLine } from '../training-event-line';

interface Options {
  readonly data: string;
  readonly out: string;
  readonly recipe?: string;
  readonly maxMinutes?: number;
  readonly resume?: boolean;
  readonly seed: number;
  readonly engine?: EngineId;
  readonly threads?: number;
  readonly json?: boolean;
}

/** `macule train`: trains a detector on labelled photos. */
export const trainCommand = (context: CliContext, end: (code: ExitCode) => void): Command =>
  new Command('train')
    .summary('train a detector')
    .description('Trains a detector on labelled photos. It can be stopped at any moment and resumed.')
    .requiredOption('--data <folder>', 'a dataset, or a folder of datasets, with the folders train and valid')
    .requiredOption('--out <folder>', 'folder for the checkpoint and the best model so far')
    .addOption(
      new Option('--recipe <id>', 'network and schedule (default: that of the shipped detector)').choices(
        RECIPES.map(({ id }) => id),
      ),
    )
    .option('--max-minutes <n>', 'end after this time, over all resumed parts of the run', parsePositive)
    .option('--resume', 'go on from the checkpoint in the folder')
    .option('--seed <n>', 'same seed, same run', parseSeed, 1)
    .addOption(engineOption())
    .addOption(threadsOption())
    .addOption(jsonOption())
    .action(async (options: Options) => end(await train(context, options)));

async function train(context: CliContext, options: Options): Promise<ExitCode> {
  const { signal, stdout } = context;
  const datasets = await openDatasets(options.data);
  tellProblems(context, datasets);
  if (!options.resume) refuseOverwriting(options.out);
  await makeFolder(options.out);
  const events = trainDetector({
    datasets,
    outFolder: options.out,
    resume: options.resume === true,
    seed: options.seed,
    threads: threadsFor(context, options),
    cacheFolder: context.cacheFolder,
    runProbe: forkProbe(context.probe),
    signal,
    ...(options.engine === undefined ? {} : { engine: options.engine }),
    ...(options.recipe === undefined ? {} : { recipe: options.recipe }),
    ...(options.maxMinutes === undefined ? {} : { maxMinutes: options.maxMinutes }),
  });
  let reason: Extract<TrainingEvent, { event: 'done' }>['reason'] = 'finished';
  for await (const event of events) {
    stdout.write(`${options.json ? JSON.stringify(event) : trainingEventLine(event)}\n`);
    if (event.event === 'done') reason = event.reason;
  }
  return reason === 'cancelled' ? EXIT.cancelled : EXIT.ok;
}

/** A forgotten `--resume` must not cost hours of training. */
function refuseOverwriting(folder: string): void {
  if (!existsSync(join(folder, CHECKPOINT_FILE))) return;
  throw new MaculeError({
    kind: 'invalid-input',
    message: `The folder “${folder}” holds a training run already.`,
    advice: 'Add --resume to go on with it, or choose another folder.',
    retryable: false,
  });
}
