import { basename } from 'node:path';
import { LESION_TYPES } from '../../../shared/clinical/lesion';
import type { Split } from '../../datasets/dataset';
import { cropsOf } from '../../datasets/faces-and-crops';
import { openDatasets } from '../../datasets/open-dataset';
import { judgeCrops } from '../../engine/crops/judge-crops';
import { loadCrops } from '../../engine/crops/load-crops';
import { newBatchLog } from '../../engine/input/photo-batches';
import { confusionMatrix } from '../../engine/ml/metrics/confusion-matrix';
import { confusionText } from '../confusion-text';
import type { CliContext } from '../context';
import { tellProblems } from '../dataset-problems';
import { photosOfSplit } from '../evaluation-photos';
import { EXIT, type ExitCode } from '../exit-code';
import { failureLine, printedFailure } from '../failure-text';
import { withDetector, type EngineChoice } from '../open-engine-for';
import { progressLine } from '../progress-line';

interface Options extends EngineChoice {
  readonly data: string;
  readonly split: Split;
  readonly model?: string;
  readonly json?: boolean;
}

/**
 * Measures which types a detector gives to pictures of single lesions, each laid on rendered skin in one size:
 * `macule evaluate --crops`.
 */
export async function evaluateCrops(context: CliContext, options: Options): Promise<ExitCode> {
  const opened = await openDatasets(options.data, { crops: true });
  tellProblems(context, opened);
  const datasets = photosOfSplit(cropsOf(opened), options.split);
  const log = newBatchLog();
  const crops = await loadCrops(
    datasets.flatMap(({ photos }) => photos),
    log,
  );
  return withDetector(context, options, async (detector) => {
    const progress = progressLine(context);
    const judged = await judgeCrops(detector, crops, {
      signal: context.signal,
      onProgress: (done) => progress.show(done, crops.length, 'lesions'),
    }).finally(() => progress.clear());
    const { id, sha256, threshold } = detector.info;
    const evaluation = {
      ...{ model: { id, sha256 }, engine: detector.engine, threshold, split: options.split },
      lesions: crops.length,
      confusion: confusionMatrix(judged, threshold),
      failed: log.unreadable.map(({ file, failure }) => ({ file, error: printedFailure(failure) })),
    };
    context.stdout.write(options.json ? `${JSON.stringify(evaluation, null, 2)}\n` : textOf(evaluation));
    if (!options.json)
      for (const { file, error } of evaluation.failed)
        context.stderr.write(`${basename(file)}: ${failureLine(error)}\n`);
    return evaluation.failed.length > 0 ? EXIT.failed : EXIT.ok;
  });
}

function textOf({
  model,
  engine,
  threshold,
  split,
  lesions,
  confusion,
}: {
  readonly model: { readonly id: string; readonly sha256: string };
  readonly engine: { readonly id: string; readonly device: string };
  readonly threshold: number;
  readonly split: string;
  readonly lesions: number;
  readonly confusion: ReturnType<typeof confusionMatrix>;
}): string {
  const right = LESION_TYPES.reduce((sum, type) => sum + confusion[type][type], 0);
  const missed = LESION_TYPES.reduce((sum, type) => sum + confusion[type].background, 0);
  return (
    `Model ${model.id} (${model.sha256.slice(0, 12)}) on ${lesions} pictures of single lesions (${split}), each laid on ` +
    `rendered skin in one size, threshold ${threshold.toFixed(3)}, ${engine.id} on ${engine.device}\n\n` +
    `found: ${lesions - missed} of ${lesions}; of these in the right type: ${right}\n` +
    `\nWho is taken for whom: labels down, detections across\n\n${confusionText(confusion)}`
  );
}
