import { meanOrNull } from '../../engine/ml/mean';
import type { MeasuredRow } from '../../../shared/experiment/report';
import type { DetectionReport } from '../../engine/ml/metrics/detection-report';

/** The figures of a detection report by the names that validations use; null where undefined. */
export const detectionMetrics = (report: DetectionReport): MeasuredRow['metrics'] => ({
  ap50: report.ap50,
  ap50to95: report.ap50To95,
  typedAp50: meanOrNull(Object.values(report.ap50ByType)),
  typedAp50to95: meanOrNull(Object.values(report.ap50To95ByType)),
  centreHitRecall: report.centreHit.recall,
  centreHitPrecision: report.centreHit.precision,
  centreHitF1: report.centreHit.f1,
  threshold: report.centreHit.threshold,
  countError: report.counts.meanAbsoluteError,
  countBias: report.counts.bias,
  countCorrelation: report.counts.pearson,
  calibrationError: report.calibrationError,
  ...Object.fromEntries(
    (report.froc?.recallAt ?? []).map(({ falseMarks, recall }) => [
      `recallAt${falseMarks}FalseMarks`,
      recall,
    ]),
  ),
  ...Object.fromEntries(Object.entries(report.ap50ByType).map(([type, ap]) => [`${type}.ap50`, ap])),
  ...Object.fromEntries(Object.entries(report.ap50To95ByType).map(([type, ap]) => [`${type}.ap50to95`, ap])),
  ...Object.fromEntries(
    Object.entries(report.countsByType).map(([type, counts]) => [
      `${type}.countError`,
      counts.meanAbsoluteError,
    ]),
  ),
});
