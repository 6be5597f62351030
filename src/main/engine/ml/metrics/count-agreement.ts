import { meanOrNull } from '../mean';
import { pearson, spearman } from './correlation';
import { intraclassCorrelation } from './intraclass-correlation';
import { countReferences, type JudgedPhoto } from './judged-photo';

/** How lesion counts a photo agree with the labels. */
export interface CountAgreement {
  /** Mean absolute difference, lesions a photo. */
  readonly meanAbsoluteError: number | null;
  /** Mean of detected − labelled, lesions a photo: positive where the detector counts too many. */
  readonly bias: number | null;
  /** Correlations, −1 to 1; null where either count never changes. */
  readonly pearson: number | null;
  readonly spearman: number | null;
  /** ICC(2,1), absolute agreement. */
  readonly intraclass: number | null;
}

/** Compares counts of detections with at least this score with counts of labels; nulls without photos. */
export function countAgreement(photos: readonly JudgedPhoto[], threshold: number): CountAgreement {
  const detected = photos.map(
    ({ detections }) => detections.filter(({ score }) => score >= threshold).length,
  );
  const labelled = photos.map((photo) => countReferences([photo]));
  const differences = detected.map((count, index) => count - labelled[index]!);
  return {
    meanAbsoluteError: meanOrNull(differences.map(Math.abs)),
    bias: meanOrNull(differences),
    pearson: pearson(detected, labelled),
    spearman: spearman(detected, labelled),
    intraclass: intraclassCorrelation(detected, labelled),
  };
}
