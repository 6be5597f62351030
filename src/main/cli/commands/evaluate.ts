import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { MaculeError, toFailure } from '../../../shared/errors';
import { SPLITS, type Dataset, type Split } from '../../datasets/dataset';
import { openDatasets } from '../../datasets/open-dataset';
import type { Detector } from '../../engine/engine';
import type { FindFace } from '../../engine/face/open-face-finder';
import { findModelFolder } from '../../engine/io/find-model-folder';
import { readModelFolder } from '../../engine/io/model-folder';
import { detectionReport } from '../../engine/ml/metrics/detection-report';
import type { TypedPhoto } from '../../engine/ml/metrics/judged-photo';
import { engineOption, jsonOption, modelOption, threadsOption } from '../arguments';
import type { CliContext } from '../context';
import { tellProblems } from '../dataset-problems';
import { photosOfSplit } from '../evaluation-photos';
import { evaluationText } from '../evaluation-text';
import { EXIT, type ExitCode } from '../exit-code';
import { failureLine, printedFailure } from '../failure-text';
import { judgePhoto } from '../../engine/detector/judge-photo';
import { skinAngle } from '../../engine/detector/skin-angle';
import { figuresBySkinColour } from '../../engine/ml/metrics/figures-by-skin-colour';
import { withDetector, type EngineChoice } from '../open-engine-for';
import type { FailedPhoto } from '../photo-report';
import { progressLine } from '../progress-line';
import { modelsFolder } from '../shipped-folders';
import { evaluatePresence } from './evaluate-presence';

interface Options extends EngineChoice {
  readonly data: string;
  readonly split: Split;
  readonly model?: string;
  readonly json?: boolean;
}

/** Fixed, so that the same model on the same photos prints the same intervals. */
const BOOTSTRAP = { seed: 1, resamples: 1000 } as const;

/** `macule evaluate`: measures a detector on labelled photos. */
export const evaluateCommand = (context: CliContext, end: (code: ExitCode) => void): Command =>
  new Command('evaluate')
    .summary('measure a model on labelled photos')
    .description(
      'Measures how well a detector finds and counts the lesions that people marked, or how well a classifier says ' +
        'which lesion types are on a photo.',
    )
    .requiredOption('--data <folder>', 'a dataset, or a folder of datasets')
    .addOption(modelOption())
    .addOption(new Option('--split <name>', 'photos to measure on').choices(SPLITS).default('valid'))
    .addOption(engineOption())
    .addOption(threadsOption())
    .addOption(jsonOption())
    .action(async (options: Options) => end(await evaluate(context, options)));

async function evaluate(context: CliContext, options: Options): Promise<ExitCode> {
  const named = options.model === undefined ? null : await namedModel(context, options.model);
  if (named?.description.task === 'presence')
    return evaluatePresence(context, options, { ...named, description: named.description });
  const datasets = photosOfSplit(await openDatasets(options.data), options.split);
  tellProblems(context, datasets);
  return withDetector(context, options, async (detector, findFace) => {
    const { judged, angles, failed } = await judgeAll(context, { detector, findFace }, datasets);
    const { id, sha256, threshold } = detector.info;
    const evaluation = {
      model: { id, sha256 },
      engine: detector.engine,
      threshold,
      split: options.split,
      overall: detectionReport(judged, threshold, BOOTSTRAP),
      datasets: datasets.map(({ name }, index) => ({
        name,
        ...detectionReport([judged[index] ?? []], threshold, BOOTSTRAP),
      })),
      skinColours: figuresBySkinColour(judged.flat(), angles, threshold),
      failed,
    };
    context.stdout.write(
      options.json ? `${JSON.stringify(evaluation, null, 2)}\n` : evaluationText(evaluation),
    );
    if (!options.json)
      for (const { file, error } of failed) context.stderr.write(`${file}: ${failureLine(error)}\n`);
    return failed.length > 0 ? EXIT.failed : EXIT.ok;
  });
}

const namedModel = (context: CliContext, model: string) =>
  readModelFolder(resolve(findModelFolder(modelsFolder(context), model)));

interface Judgement {
  /** One list a dataset. */
  readonly judged: readonly (readonly TypedPhoto[])[];
  /** Of the photos of all lists, one after the other: individual typology angles, degrees. */
  readonly angles: readonly (number | null)[];
  readonly failed: readonly FailedPhoto[];
}

/** @throws MaculeError `cancelled`: figures over some of the photos would be taken for the whole. */
async function judgeAll(
  context: CliContext,
  { detector, findFace }: { readonly detector: Detector; readonly findFace: FindFace | null },
  datasets: readonly Dataset[],
): Promise<Judgement> {
  const { signal } = context;
  const progress = progressLine(context);
  const total = datasets.reduce((sum, { photos }) => sum + photos.length, 0);
  const failed: FailedPhoto[] = [];
  const judged: TypedPhoto[][] = [];
  const angles: (number | null)[] = [];
  let done = 0;
  try {
    for (const { photos } of datasets) {
      const ofDataset: TypedPhoto[] = [];
      judged.push(ofDataset);
      for (const photo of photos) {
        progress.show(done, total, 'photos');
        done += 1;
        try {
          const found = await judgePhoto(detector, photo, signal, findFace);
          angles.push(await skinAngle(photo, signal));
          ofDataset.push(found);
        } catch (thrown) {
          if (signal.aborted) throw cancelled(done - 1, total);
          failed.push({ file: photo.file, error: printedFailure(toFailure(thrown)) });
        }
      }
    }
  } finally {
    progress.clear();
  }
  return { judged, angles, failed };
}

const cancelled = (done: number, total: number): MaculeError =>
  new MaculeError({
    kind: 'cancelled',
    message: `Cancelled after ${done} of ${total} photos; nothing was measured.`,
    retryable: true,
  });
