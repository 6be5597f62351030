import { resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { SPLITS, type Split } from '../../datasets/dataset';
import { calibrate } from '../../engine/jobs/calibrate';
import { withFaceFinder } from '../../engine/face/open-face-finder';
import { jsonOption, threadsOption } from '../arguments';
import type { CliContext } from '../context';
import { EXIT, type ExitCode } from '../exit-code';
import { threadsFor } from '../open-engine-for';
import { openSplit } from '../open-split';
import { progressLine } from '../progress-line';
import { pretrainedFolder } from '../shipped-folders';

interface Options {
  readonly data: string;
  readonly model: string;
  readonly split: Split;
  readonly mirrored?: boolean;
  readonly scales?: readonly number[];
  readonly threads?: number;
  readonly json?: boolean;
}

const MOST_SCALES = 4;

function scalesOption(list: string): readonly number[] {
  const scales = list.split(',').map(Number);
  if (scales.length > MOST_SCALES || !scales.every((scale) => scale >= 1 && scale <= 4))
    throw new InvalidArgumentError('Give up to four numbers from 1 to 4, such as 1,1.5.');
  return scales;
}

/** `macule calibrate`: fits a detector's probabilities and threshold to held-out photos. */
export const calibrateCommand = (context: CliContext, end: (code: ExitCode) => void): Command =>
  new Command('calibrate')
    .summary('fit a detector’s scores and threshold to held-out photos')
    .description(
      'Fits a detector’s scores to how often they come true on photos that it was not trained on, chooses the ' +
        'threshold that counts right, and writes both into the model folder. Weights stay as they are.',
    )
    .requiredOption('--data <folder>', 'a dataset, or a folder of datasets')
    .requiredOption('--model <folder>', 'model folder to change')
    .addOption(new Option('--split <name>', 'photos to use').choices(SPLITS).default('valid'))
    .option('--mirrored', 'look at each photo mirrored too from now on: twice the time, a little better')
    .option('--no-mirrored', 'look at each photo once')
    .option(
      '--scales <list>',
      'look at each photo in these sizes from now on, 1–4 times its own, such as 1,1.5: slower, a little better',
      scalesOption,
    )
    .addOption(threadsOption())
    .addOption(jsonOption())
    .action(async (options: Options) => end(await run(context, options)));

async function run(context: CliContext, options: Options): Promise<ExitCode> {
  const datasets = await openSplit(context, options.data, options.split);
  const progress = progressLine(context);
  const threads = threadsFor(context, options);
  const calibrating = withFaceFinder(pretrainedFolder(context), threads, (findFace) =>
    calibrate(resolve(options.model), {
      ...{ datasets, findFace, threads },
      ...(options.mirrored === undefined ? {} : { mirrored: options.mirrored }),
      ...(options.scales === undefined ? {} : { scales: options.scales }),
      signal: context.signal,
      now: () => new Date(),
      onPhoto: (done, total) => progress.show(done, total, 'photos'),
    }),
  );
  const { description, error } = await calibrating.finally(() => progress.clear());
  const { id, threshold, calibration, mirrored = false, scales = [1] } = description;
  const figure = (value: number | null): string => value?.toFixed(3) ?? '-';
  context.stdout.write(
    options.json
      ? `${JSON.stringify({ id, threshold, calibration, mirrored, scales, calibrationError: error }, null, 2)}\n`
      : `${id}: threshold ${threshold.toFixed(3)}, calibration error ${figure(error.before)} before and ` +
          `${figure(error.after)} after, type temperature ${figure(calibration?.typeTemperature ?? null)}\n`,
  );
  return EXIT.ok;
}
