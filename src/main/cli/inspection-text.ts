import { SPLITS, type DatasetProblem } from '../datasets/dataset';
import type { DatasetInspection, Inspection } from '../datasets/inspect/inspect-datasets';
import type { NamedPhoto, SharedOriginal } from '../datasets/inspect/shared-originals';
import { left, right, table } from './table';

/** Lines of one kind before the rest is only counted. */
const SHOWN = 20;

/** What was found in datasets, for a person. */
export function inspectionText({ datasets, sharedNames, duplicates }: Inspection): string {
  const leaking = sharedNames.filter((one) => one.leaks);
  const parts = [
    ...datasets.map(datasetText),
    ...(leaking.length === 0
      ? []
      : [
          listed(
            `${leaking.length} ${leaking.length === 1 ? 'original is' : 'originals are'} both trained on and held out, by the names of their files:`,
            leaking.map(({ stem, photos }) => `${stem}: ${photos.map(place).join(', ')}`),
          ),
        ]),
    ...namesakes(sharedNames.filter((one) => !one.leaks)),
    ...(duplicates === null || duplicates.length === 0
      ? []
      : [
          listed(
            `${duplicates.length} ${duplicates.length === 1 ? 'picture is' : 'pictures are'} there more than once (${duplicates.filter((one) => one.leaks).length} both trained on and held out):`,
            duplicates
              .toSorted((a, b) => Number(b.leaks) - Number(a.leaks))
              .map(
                (one) =>
                  `${KINDS[one.kind]}${one.leaks ? ', LEAKS' : ''}${one.labelsDiffer ? ', marked differently' : ''}: ${one.photos.map(place).join(', ')}`,
              ),
          ),
        ]),
    ...(duplicates?.length === 0 ? ['No two photos look like the same picture.\n'] : []),
  ];
  return parts.join('\n');
}

const KINDS = { 'same-file': 'same file', 'same-picture': 'same picture', mirrored: 'mirrored' } as const;

const place = ({ dataset, split, file }: NamedPhoto): string =>
  `${dataset}/${split}/${file.split(/[\\/]/).at(-1) ?? file}`;

function namesakes(harmless: readonly SharedOriginal[]): readonly string[] {
  if (harmless.length === 0) return [];
  const across = harmless.filter(
    ({ photos }) => new Set(photos.map(({ dataset }) => dataset)).size > 1,
  ).length;
  return [
    `${harmless.length} originals have several photos on one side (${across} of them in several datasets): no leak, but they count more than once.\n`,
  ];
}

function datasetText(inspection: DatasetInspection): string {
  const { name, formats, splits, classes, sizes } = inspection;
  const present = SPLITS.filter((split) => splits[split].photos > 0);
  const boxes = sizes.boxes;
  const [most, ...others] = sizes.photos;
  return [
    `${name} (${formats.join(', ')})\n`,
    indent(
      table(
        [left('split'), right('photos'), right('boxes'), right('nothing marked')],
        present.map((split) => {
          const { photos, boxes: count, clear } = splits[split];
          return [split, `${photos}`, `${count}`, `${clear}`];
        }),
      ),
    ),
    indent(
      table(
        [
          left('class'),
          left('means'),
          ...present.flatMap((split) => [right(`${split} boxes`), right('photos')]),
        ],
        classes.map((one) => [
          one.name,
          one.means,
          ...present.flatMap((split) => [`${one.boxes[split]}`, `${one.photos[split]}`]),
        ]),
      ),
    ),
    most === undefined
      ? ''
      : `  photos of ${most.width} × ${most.height} px: ${most.count}${others.length > 0 ? `; ${others.length} other sizes` : ''}\n`,
    boxes === null
      ? ''
      : `  longer side of a box: ${px(boxes.smallest)} to ${px(boxes.largest)}, median ${px(boxes.median)} px\n`,
    ...inspection.findings.map((sentence) => `  ! ${sentence}\n`),
    problems('skipped:', inspection.skipped),
    problems('pictures:', inspection.pictures),
    problems('read otherwise than written:', inspection.changed),
  ].join('');
}

const px = (value: number): string => value.toFixed(value < 10 ? 1 : 0);

const indent = (text: string): string => text.replace(/^(?=.)/gm, '  ');

const problems = (title: string, list: readonly DatasetProblem[]): string =>
  list.length === 0
    ? ''
    : indent(
        listed(
          `${list.length} ${title}`,
          list.map(({ file, line, message }) => `${file}${line === undefined ? '' : `:${line}`}: ${message}`),
        ),
      );

function listed(title: string, lines: readonly string[]): string {
  const more = lines.length - SHOWN;
  const shown = lines.slice(0, SHOWN).map((line) => `  ${line}\n`);
  return `${title}\n${shown.join('')}${more > 0 ? `  … and ${more} more; --json lists all\n` : ''}`;
}
