import { basename } from 'node:path';
import type { DataInspection, SplitCounts, TrainingData } from '../../shared/ipc/training';
import type { Dataset, DatasetProblem, LabelledPhoto } from '../datasets/dataset';
import { cropsOf, facesOf } from '../datasets/faces-and-crops';
import { classBalance } from '../datasets/inspect/class-balance';
import { findings } from '../datasets/inspect/findings';
import { sharedNames } from '../datasets/inspect/shared-originals';
import { openDatasets } from '../datasets/open-dataset';

/** Left-out rows that are shown one by one. */
const SHOWN_PROBLEMS = 50;

/**
 * Reads the labels under a folder and says what can be learned from them, and what would spoil it. The photos
 * themselves are not read.
 * @throws MaculeError `not-found` where there are no labels.
 */
export async function inspectTrainingData(data: TrainingData, folder: string): Promise<DataInspection> {
  const opened = await openDatasets(folder, { presence: true, crops: true });
  const datasets = facesOf(opened);
  const photos = datasets.flatMap((dataset) => dataset.photos);
  const problems = opened.flatMap((dataset) => dataset.problems);
  return {
    data,
    datasets: opened.map(({ name, formats }) => ({ name, formats: [...formats] })),
    photos: countSplits(photos),
    locatedPhotos: countSplits(photos.filter(({ presence }) => presence === undefined)),
    singleLesions: countSplits(cropsOf(opened).flatMap((dataset) => dataset.photos)).train,
    classes: classesOf(datasets),
    findings: [...new Set([...datasets.flatMap(findings), ...leaks(datasets)])],
    skipped: problems.slice(0, SHOWN_PROBLEMS).map(shown),
    skippedCount: problems.length,
  };
}

function countSplits(photos: readonly LabelledPhoto[]): SplitCounts {
  const counts = { train: 0, valid: 0, test: 0 };
  for (const { split } of photos) counts[split] += 1;
  return counts;
}

/** Classes of the same name in several datasets are one. */
function classesOf(datasets: readonly Dataset[]): DataInspection['classes'] {
  const found = new Map<string, DataInspection['classes'][number]>();
  for (const { name, means, photos } of datasets.flatMap(classBalance)) {
    const before = found.get(name)?.photos ?? { train: 0, valid: 0, test: 0 };
    const sum = {
      train: before.train + photos.train,
      valid: before.valid + photos.valid,
      test: before.test + photos.test,
    };
    found.set(name, { name, means, photos: sum });
  }
  return [...found.values()];
}

function leaks(datasets: readonly Dataset[]): readonly string[] {
  const placed = datasets.flatMap(({ name, photos }) => photos.map((photo) => ({ dataset: name, photo })));
  const count = sharedNames(placed).filter((one) => one.leaks).length;
  if (count === 0) return [];
  const subject = count === 1 ? 'One original picture is' : `${count} original pictures are`;
  return [
    `${subject} in the training photos and in the held-out photos too, by file name; training leaves out those copies.`,
  ];
}

const shown = ({ file, line, message }: DatasetProblem): DataInspection['skipped'][number] => ({
  file: basename(file),
  ...(line === undefined ? {} : { line }),
  message,
});
