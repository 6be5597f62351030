import { MaculeError } from '../../../shared/errors';
import type { Dataset } from '../../datasets/dataset';
import { compiledDetector } from '../detector/compiled-detector';
import { judgePhoto } from '../detector/judge-photo';
import { readDetectorFolder, saveDescription, type LoadedDetector } from '../io/model-folder';
import type { LesionDetectorDescription } from '../io/model-description';
import { chooseThreshold } from '../ml/calibration/choose-threshold';
import { calibratedScore, fitScoreCalibration } from '../ml/calibration/fit-score-calibration';
import { fitTypeTemperature, type TypedFinding } from '../ml/calibration/fit-type-temperature';
import { centreHit } from '../ml/metrics/affinity';
import { calibrationError } from '../ml/metrics/calibration-error';
import type { TypedPhoto } from '../ml/metrics/judged-photo';
import { matchGreedily } from '../ml/metrics/match-greedily';
import { rankedMatches } from '../ml/metrics/ranked-matches';

export interface CalibrateOptions {
  /** Held-out photos, never trained on. */
  readonly datasets: readonly Dataset[];
  /** Looks at mirrored pictures too from now on; as the model has it where it is not said. */
  readonly mirrored?: boolean;
  readonly threads: number;
  readonly signal: AbortSignal;
  readonly now: () => Date;
  readonly onPhoto?: (done: number, total: number) => void;
}

export interface CalibrationResult {
  readonly description: LesionDetectorDescription;
  /** Expected calibration error of scores on the same photos. */
  readonly error: { readonly before: number | null; readonly after: number | null };
}

/**
 * Fits a detector's probabilities and its operating threshold to held-out photos and writes them into its model
 * folder; weights stay as they are.
 * @throws MaculeError `model-unavailable`, `invalid-input` where too little is found to fit anything, `cancelled`, and
 *   what reading a photo throws: a threshold fitted to some of the photos would be taken for that of all.
 */
export async function calibrate(folder: string, options: CalibrateOptions): Promise<CalibrationResult> {
  const { datasets, now } = options;
  const { description, weights } = await readDetectorFolder(folder);
  const { calibration: _, ...plain } = description;
  const measured = { ...plain, ...(options.mirrored === undefined ? {} : { mirrored: options.mirrored }) };
  const photos = await judged({ description: measured, weights }, options);
  const claims = rankedMatches(photos, centreHit).map(({ score, hit }) => ({
    confidence: score,
    correct: hit,
  }));
  const score = fitScoreCalibration(claims);
  const threshold = chooseThreshold(photos);
  if (score === null || threshold === null) throw nothingToFit(description.id);
  const after = claims.map(({ confidence, correct }) => ({
    confidence: calibratedScore(confidence, score),
    correct,
  }));
  const error = { before: calibrationError(claims), after: calibrationError(after) };
  const complete: LesionDetectorDescription = {
    ...measured,
    threshold: calibratedScore(threshold, score),
    calibration: { score, typeTemperature: fitTypeTemperature(photos.flatMap(findings)) },
    training: {
      ...measured.training,
      calibration: {
        at: now().toISOString(),
        photos: photos.length,
        datasets: datasets.map(({ name }) => name),
        calibrationError: error,
      },
    },
  };
  await saveDescription(folder, complete);
  return { description: complete, error };
}

async function judged(
  model: LoadedDetector,
  { datasets, threads, signal, onPhoto }: CalibrateOptions,
): Promise<readonly TypedPhoto[]> {
  const detector = compiledDetector(model, threads);
  const photos = datasets.flatMap((dataset) => dataset.photos);
  const all: TypedPhoto[] = [];
  try {
    for (const photo of photos) {
      onPhoto?.(all.length, photos.length);
      all.push(await judgePhoto(detector, photo, signal));
    }
    return all;
  } finally {
    await detector.close();
  }
}

/** What was found where a label says something about the type. */
const findings = ({ detections, references }: TypedPhoto): readonly TypedFinding[] =>
  matchGreedily({ detections, references }, centreHit).flatMap(({ detection, reference }) => {
    const typeScores = detections[detection]?.typeScores;
    const allowed = reference === null ? undefined : references[reference]?.allowed;
    return typeScores && allowed ? [{ typeScores, allowed }] : [];
  });

const nothingToFit = (id: string): MaculeError =>
  new MaculeError({
    kind: 'invalid-input',
    message: `The model ${id} finds too little on these photos to be calibrated.`,
    advice: 'Use more photos with marked lesions, or train the model longer.',
    retryable: false,
  });
