import { basename } from 'node:path';
import { LESION_TYPES } from '../../../shared/clinical/lesion';
import { MaculeError } from '../../../shared/errors';
import { backboneFolder } from '../../backbones/places';
import type { Dataset, Split } from '../../datasets/dataset';
import { newBatchLog, type BatchLog } from '../../engine/input/photo-batches';
import type { PhotoPreparer } from '../../engine/input/photo-preparer';
import type { PresenceDescription } from '../../engine/io/model-description';
import type { LoadedModel } from '../../engine/io/model-folder';
import { processorName } from '../../engine/ladder/processor';
import { SEED_PREPARATION } from '../../engine/ml/augment/preparation';
import type { JudgedPicture } from '../../engine/ml/metrics/judged-picture';
import { presenceFigures } from '../../engine/ml/metrics/presence-figures';
import { judgePresence } from '../../engine/presence/judge-presence';
import { openPresence, type PresenceClassifier } from '../../engine/presence/open-presence';
import { UNSUITED } from '../../engine/presence/presence-truth';
import { openPreparer } from '../../engine/training/families/open-preparer';
import type { CliContext } from '../context';
import { EXIT, type ExitCode } from '../exit-code';
import { failureLine, printedFailure } from '../failure-text';
import { threadsFor } from '../open-engine-for';
import { openSplit } from '../open-split';
import { presenceText } from '../presence-text';
import { progressLine } from '../progress-line';

interface Options {
  readonly data: string;
  readonly split: Split;
  readonly threads?: number;
  readonly json?: boolean;
}

const BATCH_SIZE = 8;

/** Measures a classifier of presence: `macule evaluate` for a model that says which types, but not where. */
export async function evaluatePresence(
  context: CliContext,
  options: Options,
  model: LoadedModel<PresenceDescription>,
): Promise<ExitCode> {
  const { description } = model;
  const opened = await openSplit(context, options.data, options.split, { presence: true });
  const datasets = opened.map((dataset) => ({
    ...dataset,
    photos: dataset.photos.filter((photo) => !UNSUITED.is(photo)),
  }));
  const leftOut = countPhotos(opened) - countPhotos(datasets);
  if (countPhotos(datasets) === 0) throw nothingToJudge(leftOut);
  const threads = threadsFor(context, options);
  const backbones = backboneFolder(context.cacheFolder);
  const classifier = await openPresence(model, { threads, batchSize: BATCH_SIZE, backbones });
  const preparer = openPreparer(
    { photoWorker: context.photoWorker, threads },
    { ...SEED_PREPARATION, side: description.side },
  );
  const log = newBatchLog();
  try {
    const judged = await judgeAll(context, { datasets, classifier, preparer, log });
    const figuresOf = (pictures: readonly JudgedPicture[]) =>
      presenceFigures(LESION_TYPES, pictures, description.threshold);
    const evaluation = {
      model: { id: description.id, sha256: description.weightsSha256 },
      engine: { id: 'onnxruntime-cpu', device: processorName(threads) } as const,
      threshold: description.threshold,
      split: options.split,
      overall: figuresOf(judged.flat()),
      datasets: datasets.map(({ name }, index) => ({ name, ...figuresOf(judged[index] ?? []) })),
      /** Photos whose labels leave open which types are on them. */
      leftOut,
      failed: log.unreadable.map(({ file, failure }) => ({ file, error: printedFailure(failure) })),
    };
    const { failed } = evaluation;
    context.stdout.write(
      options.json ? `${JSON.stringify(evaluation, null, 2)}\n` : presenceText(evaluation),
    );
    if (!options.json)
      for (const { file, error } of failed)
        context.stderr.write(`${basename(file)}: ${failureLine(error)}\n`);
    return failed.length > 0 ? EXIT.failed : EXIT.ok;
  } finally {
    await Promise.all([classifier.close(), preparer.close()]);
  }
}

interface Work {
  readonly datasets: readonly Dataset[];
  readonly classifier: PresenceClassifier;
  readonly preparer: PhotoPreparer;
  readonly log: BatchLog;
}

/** @returns one list a dataset. */
async function judgeAll(
  context: CliContext,
  { datasets, classifier, preparer, log }: Work,
): Promise<readonly (readonly JudgedPicture[])[]> {
  const progress = progressLine(context);
  const total = countPhotos(datasets);
  const all: (readonly JudgedPicture[])[] = [];
  try {
    for (const { photos } of datasets) {
      const before = all.flat().length;
      const work = judgePresence({ photos, classifier, preparer, log, signal: context.signal });
      for (;;) {
        const step = await work.next();
        if (step.done) {
          all.push(step.value);
          break;
        }
        progress.show(before + step.value.done, total, 'photos');
      }
    }
  } finally {
    progress.clear();
  }
  return all;
}

const countPhotos = (datasets: readonly Dataset[]): number =>
  datasets.reduce((sum, { photos }) => sum + photos.length, 0);

const nothingToJudge = (leftOut: number): MaculeError =>
  new MaculeError({
    kind: 'invalid-input',
    message: `None of the ${leftOut} photos says which lesion types it shows.`,
    advice: 'Choose data whose classes name the types: comedone, nodule, papule, pustule.',
    retryable: false,
  });
