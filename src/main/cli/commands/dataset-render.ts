import { Command, InvalidArgumentError } from 'commander';
import { LESION_TYPES } from '../../../shared/clinical/lesion';
import { TYPE_MARKS } from '../../../shared/clinical/type-marks';
import { SPLITS } from '../../datasets/dataset';
import type { Fractions } from '../../datasets/split/assign-splits';
import { renderDataset, type RenderedSplit } from '../../experiment/render/render-dataset';
import { jsonOption, parseSeed } from '../arguments';
import type { CliContext } from '../context';
import { fractionsOption } from '../dataset-writing';
import { EXIT, type ExitCode } from '../exit-code';
import { progressLine } from '../progress-line';
import { left, right, table } from '../table';

interface Options {
  readonly out: string;
  readonly photos: number;
  readonly seed: number;
  readonly side: number;
  readonly fractions: Fractions;
  readonly json?: boolean;
}

const MOST_PHOTOS = 100_000;

/** `macule dataset render`: faces of nobody, with lesions of known types. */
export const datasetRenderCommand = (context: CliContext, end: (code: ExitCode) => void): Command =>
  new Command('render')
    .summary('make one of rendered faces with known lesions')
    .description(
      'Renders faces of nobody with lesions of the four types and writes them with their labels, in the seed ' +
        'study’s format. To try training and to check figures; what is learned from them says nothing about people.',
    )
    .requiredOption('--out <folder>', 'a new folder')
    .option('--photos <n>', 'photos', parsePhotos, 400)
    .option('--side <n>', 'pixels a side', parseSide, 640)
    .option('--seed <n>', 'same seed, same photos', parseSeed, 1)
    .addOption(fractionsOption())
    .addOption(jsonOption())
    .action(async (options: Options) => end(await render(context, options)));

async function render(context: CliContext, options: Options): Promise<ExitCode> {
  const { out, photos, seed, side, fractions, json } = options;
  const progress = progressLine(context);
  const splits = await renderDataset(out, {
    photos,
    seed,
    side,
    fractions,
    signal: context.signal,
    onProgress: (done, total) => progress.show(done, total, 'photos rendered'),
  }).finally(() => progress.clear());
  context.stdout.write(
    json
      ? `${JSON.stringify({ folder: out, seed, side, splits }, null, 2)}\n`
      : `${splitTable(splits)}\nThey are in ${out}.\n`,
  );
  return EXIT.ok;
}

const splitTable = (splits: Readonly<Record<(typeof SPLITS)[number], RenderedSplit>>): string =>
  table(
    [
      left('split'),
      right('photos'),
      right('clear'),
      ...LESION_TYPES.map((type) => right(TYPE_MARKS[type].plural.toLowerCase())),
    ],
    SPLITS.map((split) => {
      const { photos, clear, lesions, showing } = splits[split];
      const cells = LESION_TYPES.map((type) => `${lesions[type]} on ${showing[type]}`);
      return [split, String(photos), String(clear), ...cells];
    }),
  );

const wholeFrom =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`);
  };

const parsePhotos = wholeFrom(1, MOST_PHOTOS);
const parseSide = wholeFrom(64, 4096);
