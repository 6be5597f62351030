import { isPhotosOwn, MaculeError } from '../../../../shared/errors';
import type { ValidationMetrics } from '../../../../shared/training/events';
import type { LabelledPhoto } from '../../../datasets/dataset';
import { compiledDetector } from '../../detector/compiled-detector';
import { judgePhoto } from '../../detector/judge-photo';
import type { BatchLog } from '../../input/photo-batches';
import type { LesionDetectorDescription } from '../../io/model-description';
import type { NamedArray } from '../../io/safetensors';
import { averagePrecision } from '../../ml/metrics/average-precision';
import { bestCentreHitRates, THRESHOLD_WITHOUT_HITS } from '../../ml/metrics/centre-hit-rates';
import { countAgreement } from '../../ml/metrics/count-agreement';
import type { JudgedPhoto } from '../../ml/metrics/judged-photo';
import type { Told } from '../training-task';

/** Working size of detectors trained here: that of the training photos, pixels. */
export const VALIDATION_LONG_SIDE = 1024;

/**
 * All that {@link validateDetector} gives. `score` is what makes one detector better than another: finding lesions
 * exactly (AP50) and finding them at all (F1 of centre hits), alike.
 */
export const DETECTOR_METRICS: readonly string[] = [
  ...['score', 'ap50', 'centreHitRecall', 'centreHitPrecision', 'threshold', 'countError', 'photos'],
];

export interface DetectorValidation {
  readonly photos: readonly LabelledPhoto[];
  /** Photos that are looked at: an even sample. */
  readonly sampleSize: number;
  readonly threads: number;
  readonly log: BatchLog;
  readonly signal?: AbortSignal;
}

/**
 * Measures a detector's weights on photos held out.
 * @throws MaculeError `cancelled` once the signal aborts, and what fails besides single photos.
 */
export async function* validateDetector(
  { photos, sampleSize, threads, log, signal }: DetectorValidation,
  described: Pick<LesionDetectorDescription, 'task' | 'title' | 'shape' | 'longSide'>,
  weights: ReadonlyMap<string, NamedArray>,
): Told<ValidationMetrics> {
  const count = Math.min(sampleSize, photos.length);
  const unnamed = {
    format: 1,
    id: 'trained',
    threshold: 0,
    weightsSha256: '',
    trainedAt: '',
    training: {},
  } as const;
  const detector = compiledDetector({ description: { ...described, ...unnamed }, weights }, threads);
  const judged: JudgedPhoto[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      yield { stage: 'validating', done: index, total: count };
      const photo = photos[Math.floor((index * photos.length) / count)] as LabelledPhoto;
      try {
        judged.push(await judgePhoto(detector, photo, signal));
      } catch (thrown) {
        if (!(thrown instanceof MaculeError) || !isPhotosOwn(thrown.failure)) throw thrown;
        log.unreadable.push({ file: photo.file, failure: thrown.failure });
      }
    }
  } finally {
    await detector.close();
  }
  yield { stage: 'validating', done: count, total: count };
  return figures(judged);
}

function figures(judged: readonly JudgedPhoto[]): ValidationMetrics {
  const best = bestCentreHitRates(judged);
  const threshold = best?.threshold ?? THRESHOLD_WITHOUT_HITS;
  // An error of 0 would be the best that there is.
  if (judged.length === 0) return { threshold, photos: 0 };
  const ap50 = averagePrecision(judged, 0.5) ?? 0;
  return {
    score: ap50 + (best?.f1 ?? 0),
    ap50,
    centreHitRecall: best?.recall ?? 0,
    centreHitPrecision: best?.precision ?? 0,
    threshold,
    countError: countAgreement(judged, threshold).meanAbsoluteError ?? 0,
    photos: judged.length,
  };
}
