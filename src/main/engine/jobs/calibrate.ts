import { MaculeError } from '../../../shared/errors';
import type { Dataset, LabelledPhoto } from '../../datasets/dataset';
import { compiledDetector } from '../detector/compiled-detector';
import { judgePhoto } from '../detector/judge-photo';
import { lookForEvidence } from '../detector/look-for-evidence';
import type { TiledDetector } from '../detector/tiled-detector';
import type { FindFace } from '../face/open-face-finder';
import { readDetectorFolder, saveDescription, type LoadedDetector } from '../io/model-folder';
import type { LesionDetectorDescription } from '../io/model-description';
import { chooseThreshold } from '../ml/calibration/choose-threshold';
import { fitJointScore, type LookedAt } from '../ml/calibration/fit-joint-score';
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
  /** Sizes in which each photo is looked at from now on; as the model has it where it is not said. */
  readonly scales?: readonly number[];
  /** Enlarges small faces, as the app does; null where photos are looked at in their own size. */
  readonly findFace: FindFace | null;
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
  const { calibration: _, jointScore: __, scales: known, ...plain } = description;
  const { mirrored = plain.mirrored, scales = known } = options;
  const several = scales !== undefined && scales.length > 1;
  const measured = {
    ...plain,
    ...(mirrored === undefined ? {} : { mirrored }),
    // One size is measured as it is; several are first measured at the photo's own.
    ...(several || scales === undefined ? {} : { scales }),
  };
  const passes = several ? 2 : 1;
  const single = fitted(await judged({ description: measured, weights }, options, { pass: 0, passes }));
  if (single === null) throw nothingToFit(description.id);
  const typeTemperature = fitTypeTemperature(single.photos.flatMap(findings));
  const oneScale = { ...measured, calibration: { score: single.score, typeTemperature } };
  // What the scales show is joined after each one's scores are probabilities, and then judged together.
  const joint =
    several &&
    fitJointScore(
      await lookedAt({ description: { ...oneScale, scales }, weights }, options, { pass: 1, passes }),
      scales.length,
    );
  if (joint === null) throw nothingToFit(description.id);
  const { threshold, error } = joint || single;
  const complete: LesionDetectorDescription = {
    ...oneScale,
    threshold,
    ...(joint ? { scales, jointScore: joint.model } : {}),
    training: {
      ...measured.training,
      calibration: {
        at: now().toISOString(),
        photos: single.photos.length,
        datasets: datasets.map(({ name }) => name),
        calibrationError: error,
      },
    },
  };
  await saveDescription(folder, complete);
  return { description: complete, error };
}

/** What a calibration makes of scores, their error before and after, and the threshold that counts right after it. */
function fitted(photos: readonly TypedPhoto[]) {
  const claims = rankedMatches(photos, centreHit).map(({ score, hit }) => ({
    confidence: score,
    correct: hit,
  }));
  const score = fitScoreCalibration(claims);
  const threshold = chooseThreshold(photos);
  if (score === null || threshold === null) return null;
  const after = claims.map(({ confidence, correct }) => ({
    confidence: calibratedScore(confidence, score),
    correct,
  }));
  const error = { before: calibrationError(claims), after: calibrationError(after) };
  return { photos, score, error, threshold: calibratedScore(threshold, score) };
}

interface Pass {
  readonly pass: number;
  readonly passes: number;
}

const judged = (
  model: LoadedDetector,
  options: CalibrateOptions,
  pass: Pass,
): Promise<readonly TypedPhoto[]> =>
  forEachPhoto(model, options, pass, (detector, photo) =>
    judgePhoto(detector, photo, options.signal, options.findFace),
  );

const lookedAt = (
  model: LoadedDetector,
  options: CalibrateOptions,
  pass: Pass,
): Promise<readonly LookedAt[]> =>
  forEachPhoto(model, options, pass, (detector, photo) =>
    lookForEvidence(detector, photo, options.findFace, options.signal),
  );

async function forEachPhoto<Seen>(
  model: LoadedDetector,
  { datasets, threads, onPhoto }: CalibrateOptions,
  { pass, passes }: Pass,
  see: (detector: TiledDetector, photo: LabelledPhoto) => Promise<Seen>,
): Promise<readonly Seen[]> {
  const detector = compiledDetector(model, threads);
  const photos = datasets.flatMap((dataset) => dataset.photos);
  const all: Seen[] = [];
  try {
    for (const photo of photos) {
      onPhoto?.(pass * photos.length + all.length, passes * photos.length);
      all.push(await see(detector, photo));
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
