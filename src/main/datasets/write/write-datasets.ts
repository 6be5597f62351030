import { basename, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { MaculeError } from '../../../shared/errors';
import type { Dataset, LabelFormat } from '../dataset';
import { fillFolder, type FolderAdvice } from './finished-folder';
import { writeDataset, type WriteOptions, type WriteReport } from './write-dataset';

export interface WriteAllOptions extends Omit<WriteOptions, 'format'> {
  /** `own`: each dataset keeps the format it was read in, the first of several. */
  readonly format: LabelFormat | 'own';
}

export interface NamedReport extends WriteReport {
  readonly name: string;
  /** Where the dataset stands. */
  readonly folder: string;
}

/**
 * Writes datasets into a new folder, which appears complete or not at all: one dataset straight into it, several
 * into folders of their names.
 * @param from folder that the datasets were read from: the new one may not lie in it.
 * @throws MaculeError `invalid-input`, `no-space`, `cancelled`.
 */
export async function writeDatasets(
  datasets: readonly Dataset[],
  from: string,
  target: string,
  options: WriteAllOptions,
): Promise<readonly NamedReport[]> {
  if (liesIn(resolve(target), resolve(from))) throw insideItself(target);
  const total = datasets.reduce((sum, { photos }) => sum + photos.length, 0);
  const reports: NamedReport[] = [];
  const names = folderNames(datasets);
  await fillFolder(
    target,
    async (unfinished) => {
      let before = 0;
      for (const [index, dataset] of datasets.entries()) {
        const place = datasets.length === 1 ? '' : (names[index] ?? dataset.name);
        const folder = join(resolve(target), place);
        const report = await writeDataset(dataset, join(unfinished, place), folder, {
          ...options,
          format: options.format === 'own' ? ownFormat(dataset) : options.format,
          onProgress: (done) => options.onProgress?.(before + done, total),
        });
        before += dataset.photos.length;
        reports.push({ name: dataset.name, folder, ...report });
      }
      if (reports.every(({ photos: { train, valid, test } }) => train + valid + test === 0))
        throw nothingLeft(reports);
    },
    ADVICE,
  );
  return reports;
}

const ADVICE: FolderAdvice = {
  full: 'Free some space, or leave out --copy.',
  refused: 'Choose a folder that you may write to, and check that the photos can be read.',
};

/** Pictures of single lesions are read, never written. */
const ownFormat = ({ formats }: Dataset): LabelFormat =>
  formats.find((format): format is LabelFormat => format !== 'crops') ?? 'coco';

/** A folder for each dataset: those of the same name are numbered, and no number makes the name of another. */
function folderNames(datasets: readonly Dataset[]): readonly string[] {
  // File systems of Windows and macOS take names that differ in case only for the same.
  const key = (name: string): string => name.toLowerCase().normalize();
  const taken = new Set<string>();
  return datasets.map(({ name }) => {
    let candidate = name;
    for (let count = 2; taken.has(key(candidate)); count += 1) candidate = `${name} ${count}`;
    taken.add(key(candidate));
    return candidate;
  });
}

function liesIn(folder: string, other: string): boolean {
  const way = relative(other, folder);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

const insideItself = (target: string): MaculeError =>
  new MaculeError({
    kind: 'invalid-input',
    message: `“${target}” lies in the dataset's own folder.`,
    file: basename(target),
    advice: 'Choose a folder outside it.',
    retryable: false,
  });

const nothingLeft = (reports: readonly WriteReport[]): MaculeError =>
  new MaculeError({
    kind: 'invalid-input',
    message:
      `No photo could be written. ${reports.flatMap(({ lost }) => lost.map((one) => `${one}.`)).join(' ')}`.trim(),
    advice: 'Choose another format, or see what “macule dataset inspect” says.',
    retryable: false,
  });
