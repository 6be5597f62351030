import { InvalidArgumentError, Option, type Command } from 'commander';
import { LABEL_FORMATS, type LabelFormat, type Split } from '../datasets/dataset';
import type { Fractions } from '../datasets/split/assign-splits';
import type { PictureMode } from '../datasets/write/place-picture';
import type { NamedReport } from '../datasets/write/write-datasets';

/** Options of the commands that write datasets. */
export interface WritingOptions {
  readonly out: string;
  readonly to?: LabelFormat;
  readonly copy?: boolean;
  readonly reference?: boolean;
}

export const addWritingOptions = (command: Command): Command =>
  command
    .requiredOption('--out <folder>', 'a new folder')
    .addOption(new Option('--copy', 'copy the photos (default: hard links, which take no room)'))
    .addOption(
      new Option('--reference', 'leave the photos where they are; the labels name the way').conflicts('copy'),
    );

export const formatOption = (): Option =>
  new Option(
    '--to <format>',
    'seed (_annotations.txt), yolo (data.yaml), coco (JSON), voc (Pascal VOC XML), csv (which classes a photo shows)',
  ).choices(LABEL_FORMATS);

export const fractionsOption = (): Option =>
  new Option('--fractions <train,valid,test>', 'shares of the photos')
    .argParser(parseFractions)
    .default({ train: 0.7, valid: 0.15, test: 0.15 }, '0.7,0.15,0.15');

/** Two or three numbers that sum to 1. */
function parseFractions(text: string): Fractions {
  const numbers = text.split(',').map((part) => (part.trim() === '' ? NaN : Number(part)));
  const sum = numbers.reduce((total, number) => total + number, 0);
  if (
    numbers.length < 2 ||
    numbers.length > 3 ||
    numbers.some((number) => !(number >= 0)) ||
    Math.abs(sum - 1) > 1e-6
  )
    throw new InvalidArgumentError(
      'Give shares for train, valid and test that sum to 1, such as 0.8,0.1,0.1.',
    );
  const [train = 0, valid = 0, test = 0] = numbers;
  return { train, valid, test } satisfies Readonly<Record<Split, number>>;
}

export const pictureMode = ({ copy, reference }: WritingOptions): PictureMode =>
  reference === true ? 'reference' : copy === true ? 'copy' : 'link';

const SHOWN = 5;

/** What was written, in lines for a person. */
export function writingText(reports: readonly NamedReport[]): string {
  const lines = reports.flatMap((report) => {
    const { train, valid, test } = report.photos;
    const pictures = [
      [report.linked, 'linked'],
      [report.copied, 'copied'],
      [report.referenced, 'left in their place'],
    ] as const;
    const placed = pictures.filter(([count]) => count > 0).map(([count, how]) => `${count} ${how}`);
    return [
      `${report.name}: ${train} photos to train on, ${valid} to validate on, ${test} to test on, ${report.labels} boxes`,
      `  in ${report.folder}; photos: ${placed.join(', ')}`,
      ...report.lost.map((sentence) => `  not kept: ${sentence}`),
      ...some(report.renamed.map(({ from, to }) => `  renamed: ${from} to ${to}`)),
      ...some(report.leftOut.map(({ file, message }) => `  left out: ${file}: ${message}`)),
    ];
  });
  return `${lines.join('\n')}\n`;
}

const some = (lines: readonly string[]): readonly string[] =>
  lines.length <= SHOWN ? lines : [...lines.slice(0, SHOWN), `  … and ${lines.length - SHOWN} more`];
