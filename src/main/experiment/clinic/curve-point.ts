import { skinTypeName } from '../../../shared/clinical/skin-type';
import { challenge, type Challenge } from '../../engine/ml/metrics/challenge';
import type { TypedPhoto } from '../../engine/ml/metrics/judged-photo';
import { countErrorOf, f1Of, figureByPatient, sumsByPatient } from '../../engine/ml/metrics/patient-sums';
import type { ClinicPhoto } from './clinic-photos';
import type { SeenPhotos } from './simulation-folder';

/** One point of a learning curve, on the locked test set. */
export interface CurvePoint {
  /** Photos that a clinician has corrected and confirmed. */
  readonly confirmed: number;
  /** Lesions marked on them. */
  readonly lesions: number;
  /** Of centre hits at the model's operating threshold. */
  readonly f1: number | null;
  /** Mean absolute error of lesion counts, lesions a photo. */
  readonly countMae: number | null;
  /** 95 % interval of F1, by patient. */
  readonly ciLow: number | null;
  readonly ciHigh: number | null;
}

/** The locked test set, and by which numbers patients are drawn. */
export interface LockedTest {
  readonly photos: readonly ClinicPhoto[];
  readonly seed: number;
}

export function curvePoint(
  confirmed: readonly ClinicPhoto[],
  seen: SeenPhotos,
  { photos, seed }: LockedTest,
): CurvePoint {
  const tested = photos.map((photo, index) => ({ ...personOf(photo), judged: judged(photo, seen, index) }));
  const sums = sumsByPatient(tested, seen.threshold);
  const f1 = figureByPatient(f1Of, sums, seed);
  return {
    confirmed: confirmed.length,
    lesions: confirmed.reduce((sum, { truth }) => sum + truth.length, 0),
    ...{ f1: f1.value, countMae: figureByPatient(countErrorOf, sums, seed).value },
    ...{ ciLow: f1.interval?.low ?? null, ciHigh: f1.interval?.high ?? null },
  };
}

/** Whether one model would take the place of another, as in a real clinic. */
export const contest = (
  champion: SeenPhotos,
  challenger: SeenPhotos,
  { photos, seed }: LockedTest,
): Challenge =>
  challenge(
    photos.map((photo, index) => ({
      ...personOf(photo),
      champion: judged(photo, champion, index),
      challenger: judged(photo, challenger, index),
    })),
    { champion: champion.threshold, challenger: challenger.threshold },
    seed,
  );

const personOf = ({ patient, skinType }: ClinicPhoto) => ({ patient, group: skinTypeName(skinType) });

const judged = ({ truth }: ClinicPhoto, seen: SeenPhotos, index: number): TypedPhoto => ({
  detections: seen.photos[index]?.detections ?? [],
  references: truth.map(({ label, box }) => ({ box, allowed: [label] })),
});
