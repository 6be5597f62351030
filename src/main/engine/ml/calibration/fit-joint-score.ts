import { evidenceWeights } from '../detection/joint-score';
import { centreHit } from '../metrics/affinity';
import { calibrationError } from '../metrics/calibration-error';
import type { JudgedPhoto } from '../metrics/judged-photo';
import { matchGreedily } from '../metrics/match-greedily';
import { chooseThreshold } from './choose-threshold';
import { fitLogisticRegression, probabilityOf, type LogisticModel } from './fit-logistic-regression';

/** A labelled photo with the lesions that all looks together show on it. */
export interface LookedAt extends JudgedPhoto {
  /** Of each detection, `jointEvidence`; null for one that a single look shows, whose score is not judged together. */
  readonly evidence: readonly (readonly number[] | null)[];
}

export interface JointScore {
  readonly model: LogisticModel;
  /** Operating threshold on the new scores, 0–1. */
  readonly threshold: number;
  /** Calibration error of the scores that were fitted. */
  readonly error: { readonly before: number | null; readonly after: number | null };
}

/** How firmly the weights hold that nothing is fitted to, in lesions: a handful of photos moves them little. */
const PRIOR_STRENGTH = 10;

/**
 * Fits the probability that a lesion is one to the evidence of held-out photos, and the threshold that counts right.
 * @param looks sizes in which each photo was looked at.
 * @returns null where nothing was found, or all of it or none was right.
 */
export function fitJointScore(photos: readonly LookedAt[], looks: number): JointScore | null {
  const cases = photos.flatMap((photo) =>
    matchGreedily(photo, centreHit).flatMap(({ detection, reference, score }) => {
      const features = photo.evidence[detection];
      return features ? [{ features, correct: reference !== null, confidence: score }] : [];
    }),
  );
  const model = fitLogisticRegression(cases, { weights: evidenceWeights(looks), strength: PRIOR_STRENGTH });
  if (model === null) return null;
  const scored = photos.map(({ detections, references, evidence }) => ({
    references,
    detections: detections.map(({ box, score }, index) => {
      const features = evidence[index];
      return { box, score: features ? probabilityOf(model, features) : score };
    }),
  }));
  const threshold = chooseThreshold(scored);
  if (threshold === null) return null;
  // Of the same lesions before and after: what a single look shows was not fitted, and most of it is next to nothing.
  const fitted = cases.map(({ features, correct }) => ({
    confidence: probabilityOf(model, features),
    correct,
  }));
  return { model, threshold, error: { before: calibrationError(cases), after: calibrationError(fitted) } };
}
