import { LESION_TYPES, type LesionType } from '../../../../shared/clinical/lesion';
import { centreHit } from './affinity';
import { averagePrecision, meanAveragePrecision } from './average-precision';
import { calibrationError } from './calibration-error';
import { bestCentreHitRates, centreHitRates, type CentreHitRates } from './centre-hit-rates';
import { countAgreement, type CountAgreement } from './count-agreement';
import { countReferences, type TypedPhoto } from './judged-photo';
import { namesType, onlyType } from './only-type';
import { rankedMatches } from './ranked-matches';

/** Detections below this score are left out of every figure: they cost time and change no digit. */
export const SCORE_FLOOR = 0.01;

/** Everything that is measured about a detector on one set of photos. Null: nothing there to measure it on. */
export interface DetectionFigures {
  readonly photos: number;
  /** Labelled lesions. */
  readonly lesions: number;
  /** Average precision at IoU 0.5, whatever the type. */
  readonly ap50: number | null;
  /** The same, averaged over IoU 0.5 to 0.95. */
  readonly ap50To95: number | null;
  /** At the operating threshold. */
  readonly centreHit: CentreHitRates;
  /** At the threshold that would have been best for these photos. */
  readonly bestCentreHit: CentreHitRates | null;
  /** At the operating threshold. */
  readonly counts: CountAgreement;
  /** Of scores, as the probability that a detection hits a lesion. */
  readonly calibrationError: number | null;
  /** Average precision at IoU 0.5 of each type that labels name. */
  readonly ap50ByType: Readonly<Partial<Record<LesionType, number>>>;
}

/**
 * @param datasets photos of one dataset a list: a type is measured only where the dataset names it.
 * @param threshold operating threshold, 0–1.
 */
export function detectionFigures(
  datasets: readonly (readonly TypedPhoto[])[],
  threshold: number,
): DetectionFigures {
  const photos = datasets.flat();
  return {
    photos: photos.length,
    lesions: countReferences(photos),
    ap50: averagePrecision(photos, 0.5),
    ap50To95: meanAveragePrecision(photos),
    centreHit: centreHitRates(photos, threshold),
    bestCentreHit: bestCentreHitRates(photos),
    counts: countAgreement(photos, threshold),
    calibrationError: calibrationError(
      rankedMatches(photos, centreHit).map(({ score, hit }) => ({ confidence: score, correct: hit })),
    ),
    ap50ByType: Object.fromEntries(
      LESION_TYPES.flatMap((type) => {
        const naming = datasets.filter((dataset) => namesType(dataset, type)).flat();
        const precision = averagePrecision(onlyType(naming, type), 0.5);
        return precision === null ? [] : [[type, precision]];
      }),
    ),
  };
}
