import type { Dataset, Split } from '../datasets/dataset';
import type { Detector } from '../engine/engine';
import type { FindFace } from '../engine/face/open-face-finder';
import { detectionReport } from '../engine/ml/metrics/detection-report';
import { figuresBySkinColour } from '../engine/ml/metrics/figures-by-skin-colour';
import type { CliContext } from './context';
import type { Evaluation } from './evaluation-text';
import { judgeAll } from './judge-all';
import type { FailedPhoto } from './photo-report';

/** Fixed, so that the same model on the same photos gives the same intervals. */
const BOOTSTRAP = { seed: 1, resamples: 1000 } as const;

/**
 * Everything about a detector on labelled photos.
 * @throws MaculeError `cancelled`.
 */
export async function measureDetector(
  context: CliContext,
  finders: { readonly detector: Detector; readonly findFace: FindFace | null },
  datasets: readonly Dataset[],
  split: Split,
): Promise<Evaluation & { readonly failed: readonly FailedPhoto[] }> {
  const { judged, angles, failed } = await judgeAll(context, finders, datasets);
  const { detector } = finders;
  const { id, sha256, threshold } = detector.info;
  return {
    model: { id, sha256 },
    engine: detector.engine,
    threshold,
    split,
    overall: detectionReport(judged, threshold, BOOTSTRAP),
    datasets: datasets.map(({ name }, index) => ({
      name,
      ...detectionReport([judged[index] ?? []], threshold, BOOTSTRAP),
    })),
    skinColours: figuresBySkinColour(judged.flat(), angles, threshold),
    failed,
  };
}
