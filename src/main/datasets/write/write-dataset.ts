import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { MaculeError } from '../../../shared/errors';
import type { Dataset, DatasetProblem, Split } from '../dataset';
import { inParallel } from '../in-parallel';
import type { LabelFormat } from '../dataset';
import { WRITERS } from './formats';
import { placePicture, type PictureMode } from './place-picture';
import { planPhotos } from './plan-photos';
import { whatIsLost } from './what-is-lost';

export interface WriteOptions {
  readonly format: LabelFormat;
  readonly pictures: PictureMode;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface WriteReport {
  readonly format: LabelFormat;
  readonly photos: Readonly<Record<Split, number>>;
  readonly labels: number;
  readonly linked: number;
  readonly copied: number;
  readonly referenced: number;
  /** Pictures whose name another one had already, or that a label file could not hold. */
  readonly renamed: readonly { readonly from: string; readonly to: string }[];
  /** What the format cannot hold, a sentence each. */
  readonly lost: readonly string[];
  /** Photos that were left out, and why. */
  readonly leftOut: readonly DatasetProblem[];
}

/** Files written or linked at once. */
const WRITES_AT_ONCE = 8;

/**
 * Writes a dataset into an empty folder. Photos are never altered.
 * @param folder where the files are written now.
 * @param finalFolder where the folder will stand in the end: paths to pictures that stay in their place lead
 *   from there.
 * @throws MaculeError `invalid-input` where the format can't name pictures elsewhere, `cancelled`.
 */
export async function writeDataset(
  dataset: Dataset,
  folder: string,
  finalFolder: string,
  options: WriteOptions,
): Promise<WriteReport> {
  const { format, pictures: mode, signal } = options;
  const writer = WRITERS[format];
  if (mode === 'reference' && !writer.refersAnywhere) throw staysBeside(format);
  const { splits, leftOut } = await planPhotos(dataset, format, mode, finalFolder);
  const photos = [...splits].flatMap(([split, going]) => going.map((photo) => ({ split, ...photo })));
  const texts = writer.textFiles({ classes: allClasses(dataset), splits });

  const textFolders = texts.map(({ path }) => dirname(path));
  const pictureFolders =
    mode === 'reference' ? [] : [...splits.keys()].map((split) => writer.pictureFolder(split));
  for (const path of new Set([...textFolders, ...pictureFolders]))
    await mkdir(join(folder, path), { recursive: true });
  const tally = { linked: 0, copied: 0, referenced: 0 };
  let done = 0;
  const checkCancelled = (): void => {
    if (signal?.aborted) throw cancelled(done, photos.length);
  };
  await inParallel(photos, WRITES_AT_ONCE, async ({ photo, name, split }) => {
    checkCancelled();
    if (mode === 'reference') tally.referenced += 1;
    else tally[await placePicture(photo.file, join(folder, writer.pictureFolder(split), name), mode)] += 1;
    done += 1;
    options.onProgress?.(done, photos.length);
  });
  await inParallel(texts, WRITES_AT_ONCE, async ({ path, text }) => {
    checkCancelled();
    await writeFile(join(folder, path), text);
  });
  checkCancelled();
  const countOf = (split: Split): number => splits.get(split)?.length ?? 0;
  return {
    format,
    photos: { train: countOf('train'), valid: countOf('valid'), test: countOf('test') },
    labels: photos.reduce((sum, { photo }) => sum + photo.labels.length, 0),
    ...tally,
    renamed: photos.flatMap(({ photo, name }) =>
      mode === 'reference' || name === photo.fileName ? [] : [{ from: photo.file, to: name }],
    ),
    lost: whatIsLost(dataset, format),
    leftOut,
  };
}

/** The dataset's classes, and any that labels made by hand name beside them. */
const allClasses = ({ classes, photos }: Dataset): readonly string[] => [
  ...new Set([
    ...classes,
    ...photos.flatMap(({ labels, presence }) => [...(presence ?? []), ...labels.map(({ label }) => label)]),
  ]),
];

const staysBeside = (format: LabelFormat): MaculeError =>
  new MaculeError({
    kind: 'invalid-input',
    message: `${format.toUpperCase()} labels are found by the picture's place: pictures can't stay elsewhere.`,
    advice: 'Leave out --reference: links to the pictures take no room.',
    retryable: false,
  });

const cancelled = (done: number, total: number): MaculeError =>
  new MaculeError({
    kind: 'cancelled',
    message: `Cancelled after ${done} of ${total} photos; nothing was written.`,
    retryable: true,
  });
