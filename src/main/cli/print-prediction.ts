import { STATED_COUNT_KEYS } from '../../shared/clinical/stated-type';
import { TYPE_MARKS } from '../../shared/clinical/type-marks';
import type { Detector } from '../engine/engine';
import type { CliContext } from './context';
import { failureLine } from './failure-text';
import type { FailedPhoto, PhotoReport, PrintedPhoto } from './photo-report';
import { left, right, table } from './table';

/** Prints what was found: JSON, or a table with the failures on stderr. */
export function printPrediction(
  { stdout, stderr }: CliContext,
  { info, engine }: Detector,
  photos: readonly PhotoReport[],
  json: boolean,
): void {
  const { id, sha256, threshold } = info;
  if (json) {
    stdout.write(`${JSON.stringify({ model: { id, sha256 }, engine, threshold, photos }, null, 2)}\n`);
    return;
  }
  const read = photos.filter((photo): photo is PrintedPhoto => !('error' in photo));
  const failed = photos.filter((photo): photo is FailedPhoto => 'error' in photo);
  stdout.write(
    `Model ${id} (${sha256.slice(0, 12)}), threshold ${threshold.toFixed(3)}, ${engine.id} on ${engine.device}\n\n`,
  );
  if (read.length > 0) stdout.write(table(COLUMNS, read.map(asRow)));
  for (const { file, error } of failed) stderr.write(`${file}: ${failureLine(error)}\n`);
}

const COLUMNS = [
  left('photo'),
  right('pixels'),
  right('lesions'),
  ...STATED_COUNT_KEYS.map((key) => right(TYPE_MARKS[key].plural.toLowerCase())),
  right('ms'),
];

function asRow({ file, width, height, lesions, ms }: PrintedPhoto): readonly string[] {
  return [
    file,
    `${width} x ${height}`,
    `${lesions.length}`,
    ...STATED_COUNT_KEYS.map((key) => `${lesions.filter(({ statedType }) => statedType === key).length}`),
    `${Math.round(ms.total)}`,
  ];
}
