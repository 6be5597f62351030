import { resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { MaculeError } from '../../../shared/errors';
import { SPLITS, type LabelledPhoto, type Split } from '../../datasets/dataset';
import { photoKey } from '../../engine/input/photo-batches';
import { preparePhoto } from '../../engine/input/prepare-photo';
import {
  NO_VARIATION,
  SEED_PREPARATION,
  variationOf,
  type PreparationSettings,
  type Variation,
} from '../../engine/ml/augment/preparation';
import { mixSeed, seededRandom, shuffled } from '../../engine/ml/random';
import { contactSheet, type SheetPicture } from '../../imaging/contact-sheet';
import { jsonOption, parseSeed } from '../arguments';
import type { CliContext } from '../context';
import { EXIT, type ExitCode } from '../exit-code';
import { openSplit } from '../open-split';
import { colourOfWord, wordsIn } from '../preview-words';
import { progressLine } from '../progress-line';
import { refuseReplacing, saveFile } from '../save-file';

interface Options {
  readonly data: string;
  readonly out: string;
  readonly split: Split;
  readonly count: number;
  readonly side: number;
  readonly seed: number;
  readonly epoch: number;
  readonly plain?: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
}

const COLUMNS = 4;
const MOST_PICTURES = 100;

/** `macule dataset preview`: photos as training sees them, on one sheet. */
export const datasetPreviewCommand = (context: CliContext, end: (code: ExitCode) => void): Command =>
  new Command('preview')
    .summary('see the photos as training sees them')
    .description(
      'Draws photos with their boxes as training sees them: brought to a square, flipped, sheared and resized ' +
        'at random. The same seed gives the variations of a training run with that seed.',
    )
    .requiredOption('--data <folder>', 'a dataset, or a folder of datasets')
    .requiredOption('--out <picture.jpg>', 'where to write the sheet')
    .addOption(new Option('--split <name>', 'photos to choose from').choices(SPLITS).default('train'))
    .option('--count <n>', `photos, at most ${MOST_PICTURES}`, parseCount, 12)
    .option('--side <n>', 'pixels a side, as trained', parseSide, SEED_PREPARATION.side)
    .option('--seed <n>', 'same seed, same photos and variations', parseSeed, 1)
    .option('--epoch <n>', 'variations of this epoch, from 0', parseSeed, 0)
    .option('--plain', 'resize only, as for validation and test')
    .option('--force', 'replace the file where it exists')
    .addOption(jsonOption())
    .action(async (options: Options) => end(await preview(context, options)));

async function preview(context: CliContext, options: Options): Promise<ExitCode> {
  const { seed, epoch, count } = options;
  const file = resolve(options.out);
  refuseReplacing(file, options.force);
  const datasets = await openSplit(context, options.data, options.split);
  const settings: PreparationSettings = { ...SEED_PREPARATION, side: options.side };
  const all = datasets.flatMap(({ photos }) => photos);
  const chosen = shuffled(all, seededRandom(mixSeed(seed, 'preview'))).slice(0, count);
  const progress = progressLine(context);
  const pictures: (SheetPicture & { readonly photo: LabelledPhoto })[] = [];
  try {
    for (const photo of chosen) {
      if (context.signal.aborted) throw cancelled();
      progress.show(pictures.length, chosen.length, 'photos prepared');
      const variation = options.plain ? NO_VARIATION : variationOf(seed, epoch, photoKey(photo), settings);
      pictures.push({ photo, ...(await prepared(photo, variation, settings)) });
    }
  } finally {
    progress.clear();
  }
  const legend = wordsIn(datasets, pictures);
  await saveFile(file, await contactSheet(pictures, legend, COLUMNS));
  const boxes = pictures.reduce((sum, { marks }) => sum + marks.length, 0);
  const lost = chosen.reduce((sum, { labels }) => sum + labels.length, 0) - boxes;
  context.stdout.write(
    options.json
      ? `${JSON.stringify({ file, photos: pictures.map(({ photo }) => photo.file), boxes, boxesOutside: lost, words: legend })}\n`
      : `${pictures.length} photos with ${boxes} boxes are in ${file}` +
          `${lost > 0 ? `; ${lost} boxes left the picture or became smaller than a pixel` : ''}.\n`,
  );
  return EXIT.ok;
}

async function prepared(
  { file, fileName, labels }: LabelledPhoto,
  variation: Variation,
  settings: PreparationSettings,
): Promise<SheetPicture> {
  const photo = await preparePhoto({ file, labels, variation }, settings);
  return {
    image: asBytes(photo.planes, settings.side),
    marks: photo.labels.map(({ label, box }) => ({ box, word: label, colour: colourOfWord(label) })),
    caption: `${variationWords(variation)} ${fileName}`,
  };
}

function variationWords({ flipped, shearX, shearY, scale }: Variation): string {
  if (!flipped && shearX === 0 && shearY === 0 && scale === 1) return '';
  return `${flipped ? 'flip ' : ''}shear ${shearX.toFixed(2)},${shearY.toFixed(2)} x${scale.toFixed(2)}`;
}

/** Planes [3, side, side] in 0–1 as pixels. */
function asBytes(planes: Float32Array, side: number): SheetPicture['image'] {
  const size = side * side;
  const data = new Uint8Array(size * 3);
  for (let channel = 0; channel < 3; channel += 1)
    for (let pixel = 0; pixel < size; pixel += 1)
      data[pixel * 3 + channel] = Math.round(255 * (planes[channel * size + pixel] ?? 0));
  return { width: side, height: side, data };
}

function parseCount(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= MOST_PICTURES) return value;
  throw new InvalidArgumentError(`Give a whole number from 1 to ${MOST_PICTURES}.`);
}

function parseSide(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 32 && value <= 2048) return value;
  throw new InvalidArgumentError('Give a whole number of pixels from 32 to 2048.');
}

const cancelled = () =>
  new MaculeError({ kind: 'cancelled', message: 'Cancelled; nothing was written.', retryable: true });
