import { scaleBox } from '../../../shared/geometry/box';
import type { LabelledPhoto } from '../../datasets/dataset';
import { isLesionLabel } from '../../datasets/label-types';
import { compiledTileRunner } from '../detector/compiled-tile-runner';
import { detectFile } from '../detector/detect-file';
import { TiledDetector } from '../detector/tiled-detector';
import type { LoadedDetector } from '../io/model-folder';
import { averagePrecision } from '../ml/metrics/average-precision';
import { bestCentreHitRates } from '../ml/metrics/centre-hit-rates';
import { countAgreement } from '../ml/metrics/count-agreement';
import { SCORE_FLOOR } from '../ml/metrics/detection-figures';
import type { JudgedPhoto } from '../ml/metrics/judged-photo';
import type { ValidationFigures } from './events';

/** Working size of detectors trained here: that of the training photos, pixels. */
export const VALIDATION_LONG_SIDE = 1024;
/** The threshold of a detector that has hit no lesion yet, so that none is better than another. */
const THRESHOLD_WITHOUT_HITS = 0.3;

/**
 * Measures weights on an even sample of held-out photos.
 * @throws MaculeError `cancelled` once the signal aborts.
 */
export async function validate(
  photos: readonly LabelledPhoto[],
  sampleSize: number,
  model: LoadedDetector,
  threads: number,
  signal?: AbortSignal,
): Promise<ValidationFigures> {
  const count = Math.min(sampleSize, photos.length);
  const sample = Array.from(
    { length: count },
    (_, index) => photos[Math.floor((index * photos.length) / count)],
  );
  const detector = new TiledDetector({
    description: model.description,
    engine: { id: 'onnxruntime-cpu', device: 'CPU' },
    openRunner: compiledTileRunner(model, { threads }),
  });
  try {
    const judged: JudgedPhoto[] = [];
    for (const photo of sample as readonly LabelledPhoto[]) {
      const { lesions, width, height } = await detectFile(detector, photo.file, {
        minScore: SCORE_FLOOR,
        ...(signal ? { signal } : {}),
      });
      judged.push({
        references: photo.labels.filter(({ label }) => isLesionLabel(label)),
        detections: lesions.map(({ score, box }) => ({ score, box: scaleBox(box, width, height) })),
      });
    }
    return figures(judged);
  } finally {
    await detector.close();
  }
}

function figures(judged: readonly JudgedPhoto[]): ValidationFigures {
  const best = bestCentreHitRates(judged);
  const threshold = best?.threshold ?? THRESHOLD_WITHOUT_HITS;
  return {
    photos: judged.length,
    ap50: averagePrecision(judged, 0.5) ?? 0,
    centreHitRecall: best?.recall ?? 0,
    centreHitPrecision: best?.precision ?? 0,
    threshold,
    countError: countAgreement(judged, threshold).meanAbsoluteError ?? 0,
  };
}
