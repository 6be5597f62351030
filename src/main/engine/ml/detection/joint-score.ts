import { boxCentre } from '../../../../shared/geometry/viewport';
import { logit } from '../calibration/fit-score-calibration';
import { probabilityOf, type LogisticModel } from '../calibration/fit-logistic-regression';
import type { JoinedPeak } from './join-scales';
import type { Peak } from './peaks';

/** What is added to the score of a look, so that a lesion it does not show is unlikely, not impossible. */
const UNSEEN = 0.003;
/** Standard deviation of the Gaussian within which other lesions count as neighbours, pixels at working size. */
const NEIGHBOURHOOD = 60;
/** Farther than this many deviations away nobody is a neighbour. */
const REACH = 3;

/**
 * What speaks for each lesion, more than one tile can see: the logit of its score in each look; the scores of the other
 * lesions round it, ln(1 + Σ score × Gaussian of the distance), because lesions come in crops; and the logarithm of its
 * size over the geometric mean of the photo's lesions, weighted by score.
 * @param lesions of one photo, in pixels at the detector's working size.
 * @returns for each lesion one number a look, then the two others.
 */
export function jointEvidence(lesions: readonly JoinedPeak[]): readonly (readonly number[])[] {
  const centres = lesions.map(({ box }) => boxCentre(box));
  const sizes = lesions.map(({ box }) => Math.log(box.width * box.height) / 2);
  const total = lesions.reduce((sum, { score }) => sum + score, 0);
  const meanSize = lesions.reduce((sum, { score }, index) => sum + score * (sizes[index] ?? 0), 0) / total;
  return lesions.map(({ looks }, index) => {
    const { x, y } = centres[index] ?? { x: 0, y: 0 };
    let neighbours = 0;
    lesions.forEach(({ score }, other) => {
      const [dx, dy] = [(centres[other]?.x ?? 0) - x, (centres[other]?.y ?? 0) - y];
      const far = Math.max(Math.abs(dx), Math.abs(dy)) > REACH * NEIGHBOURHOOD;
      if (other === index || far) return;
      neighbours += score * Math.exp(-(dx ** 2 + dy ** 2) / (2 * NEIGHBOURHOOD ** 2));
    });
    return [
      ...looks.map((score) => logit(score + UNSEEN)),
      Math.log1p(neighbours),
      (sizes[index] ?? 0) - meanSize,
    ];
  });
}

/** Before anything is fitted: every look counts alike, the surroundings nothing. */
export const evidenceWeights = (looks: number): readonly number[] => [
  ...new Array<number>(looks).fill(1 / looks),
  0,
  0,
];

/** Lesions of one photo with the probabilities that a fitted model makes of the evidence, highest first. */
export function scoredJointly(lesions: readonly JoinedPeak[], model: LogisticModel): readonly Peak[] {
  const evidence = jointEvidence(lesions);
  return lesions
    .map(({ looks: _, ...lesion }, index) => ({
      ...lesion,
      score: probabilityOf(model, evidence[index] ?? []),
    }))
    .sort((a, b) => b.score - a.score);
}
