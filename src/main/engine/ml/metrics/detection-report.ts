import { LESION_TYPES, type LesionType } from '../../../../shared/clinical/lesion';
import { overlapAtLeast } from './affinity';
import { meanAveragePrecision } from './average-precision';
import { confusionMatrix, type ConfusionMatrix } from './confusion-matrix';
import { countsByType, type TypeCountAgreement } from './counts-by-type';
import { detectionFigures, type DetectionFigures } from './detection-figures';
import { detectionIntervals, type BootstrapSettings, type DetectionIntervals } from './detection-intervals';
import { FROC_FALSE_MARKS, frocCurve, recallAtFalseMarks, type FrocPoint } from './froc';
import { inflammationConfusion, type InflammationConfusion } from './inflammation-confusion';
import { countReferences, type TypedPhoto } from './judged-photo';
import { lookAlikeMarks, type LookAlikeMarks } from './look-alike-marks';
import { namesType, onlyType } from './only-type';
import { interpolatedPrecision, precisionRecallCurve, type CurvePoint } from './precision-recall-curve';
import { rankedMatches } from './ranked-matches';

/** Points of a curve that a report holds at most: enough for a plot. */
const CURVE_POINTS = 200;

/** Everything about a detector on one set of photos, with curves and uncertainty. docs/metrics.md has the formulas. */
export interface DetectionReport extends DetectionFigures {
  readonly ap50To95ByType: Readonly<Partial<Record<LesionType, number>>>;
  /** At IoU 0.5, whatever the type; null without lesions. */
  readonly precisionRecall: {
    /** Thinned evenly to at most 200 points, first and last kept. */
    readonly raw: readonly CurvePoint[];
    /** At recall 0, 0.01 … 1; the mean is `ap50`. */
    readonly interpolated: readonly number[];
  } | null;
  /** Null without lesions. */
  readonly froc: {
    readonly recallAt: readonly { readonly falseMarks: number; readonly recall: number }[];
    /** Thinned as above. */
    readonly curve: readonly FrocPoint[];
  } | null;
  /** At the operating threshold. */
  readonly confusion: ConfusionMatrix;
  /** At the operating threshold. */
  readonly countsByType: Readonly<Partial<Record<LesionType, TypeCountAgreement>>>;
  /** At the operating threshold; null where no label says whether a lesion is inflamed. */
  readonly inflammation: InflammationConfusion | null;
  /** At the operating threshold; null where no look-alikes are labelled. */
  readonly lookAlikes: LookAlikeMarks | null;
  readonly intervals: DetectionIntervals;
}

/**
 * @param datasets photos of one dataset a list: a type is measured only where the dataset names it.
 * @param threshold operating threshold, 0–1.
 */
export function detectionReport(
  datasets: readonly (readonly TypedPhoto[])[],
  threshold: number,
  bootstrap: BootstrapSettings,
): DetectionReport {
  const photos = datasets.flat();
  return {
    ...detectionFigures(datasets, threshold),
    ap50To95ByType: Object.fromEntries(
      LESION_TYPES.flatMap((type) => {
        const naming = datasets.filter((dataset) => namesType(dataset, type)).flat();
        const precision = meanAveragePrecision(onlyType(naming, type));
        return precision === null ? [] : [[type, precision]];
      }),
    ),
    precisionRecall: precisionRecall(photos),
    froc: froc(photos),
    confusion: confusionMatrix(photos, threshold),
    countsByType: countsByType(datasets, threshold),
    inflammation: inflammationConfusion(photos, threshold),
    lookAlikes: lookAlikeMarks(photos, threshold),
    intervals: detectionIntervals(datasets, threshold, bootstrap),
  };
}

function precisionRecall(photos: readonly TypedPhoto[]): DetectionReport['precisionRecall'] {
  const total = countReferences(photos);
  if (total === 0) return null;
  const curve = precisionRecallCurve(rankedMatches(photos, overlapAtLeast(0.5)), total);
  return { raw: thinned(curve), interpolated: interpolatedPrecision(curve) };
}

function froc(photos: readonly TypedPhoto[]): DetectionReport['froc'] {
  const curve = frocCurve(photos);
  if (curve === null) return null;
  const recallAt = FROC_FALSE_MARKS.map((falseMarks) => ({
    falseMarks,
    recall: recallAtFalseMarks(curve, falseMarks),
  }));
  return { recallAt, curve: thinned(curve) };
}

const thinned = <Point>(curve: readonly Point[]): readonly Point[] =>
  curve.length <= CURVE_POINTS
    ? curve
    : Array.from(
        { length: CURVE_POINTS },
        (_, index) => curve[Math.round((index * (curve.length - 1)) / (CURVE_POINTS - 1))]!,
      );
