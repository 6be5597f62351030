import { LESION_TYPES } from '../../../shared/clinical/lesion';
import type { ValidationMetrics } from '../../../shared/training/events';
import { YOLO_LOSS_WEIGHTS, type YoloLossTerms } from '../ml/losses/yolo-loss';
import { meanAveragePrecision } from '../ml/metrics/average-precision';
import { meanOrNull } from '../ml/mean';
import { bestCentreHitRates, THRESHOLD_WITHOUT_HITS } from '../ml/metrics/centre-hit-rates';
import { detectionFigures } from '../ml/metrics/detection-figures';
import { onlyType } from '../ml/metrics/only-type';
import type { JudgedByYolo } from './yolo-judge';

const WHOLE = [
  ...['loss', 'boxLoss', 'classLoss', 'distributionLoss'],
  ...['ap50', 'ap50to95', 'typedAp50', 'typedAp50to95'],
  ...['centreHitRecall', 'centreHitPrecision', 'threshold', 'countError', 'countBias', 'countCorrelation'],
  'photos',
];
const PER_TYPE = ['ap50', 'ap50to95'];

/** All that {@link yoloMetrics} may hold. */
export const YOLO_METRICS: readonly string[] = [
  ...WHOLE,
  ...LESION_TYPES.flatMap((type) => PER_TYPE.map((figure) => `${type}.${figure}`)),
];

/**
 * What judged photos come to, by name; undefined figures are left out. Losses are those of all photos as one batch,
 * with their weights, so that they add up to `loss`. `ap50` finds lesions whatever their type; `typedAp50` is the mean
 * over the types that are labelled, the field's mAP50. Counts and centre hits are those at `threshold`, the one with the
 * best F1 of centre hits on these photos.
 */
export function yoloMetrics(judged: readonly JudgedByYolo[]): ValidationMetrics {
  const photos = judged.map(({ photo }) => photo);
  const threshold = bestCentreHitRates(photos)?.threshold ?? THRESHOLD_WITHOUT_HITS;
  const { ap50, ap50To95, centreHit, counts, ap50ByType } = detectionFigures([photos], threshold);
  const stricter = Object.fromEntries(
    LESION_TYPES.map((type) => [type, meanAveragePrecision(onlyType(photos, type))]),
  );
  const named: Readonly<Record<string, number | null | undefined>> = {
    ...(judged.length === 0 ? {} : losses(judged)),
    ap50,
    ap50to95: ap50To95,
    typedAp50: meanOfKnown(LESION_TYPES.map((type) => ap50ByType[type])),
    typedAp50to95: meanOfKnown(LESION_TYPES.map((type) => stricter[type])),
    centreHitRecall: centreHit.recall,
    centreHitPrecision: centreHit.precision,
    threshold,
    countError: counts.meanAbsoluteError,
    countBias: counts.bias,
    countCorrelation: counts.pearson,
    photos: photos.length,
    ...Object.fromEntries(
      LESION_TYPES.flatMap((type) => [
        [`${type}.ap50`, ap50ByType[type]],
        [`${type}.ap50to95`, stricter[type]],
      ]),
    ),
  };
  return Object.fromEntries(
    Object.entries(named).flatMap(([name, value]) =>
      value === null || value === undefined || Number.isNaN(value) ? [] : [[name, value]],
    ),
  );
}

function losses(judged: readonly JudgedByYolo[]) {
  const sumOf = (term: keyof YoloLossTerms | 'scores') =>
    judged.reduce((sum, photo) => sum + photo.losses[term], 0);
  const scores = Math.max(1, sumOf('scores'));
  const weighted = (term: keyof YoloLossTerms) => (YOLO_LOSS_WEIGHTS[term] * sumOf(term)) / scores;
  const [boxLoss, classLoss, distributionLoss] = [
    weighted('box'),
    weighted('class'),
    weighted('distribution'),
  ];
  return { loss: boxLoss + classLoss + distributionLoss, boxLoss, classLoss, distributionLoss };
}

const meanOfKnown = (values: readonly (number | null | undefined)[]): number | null =>
  meanOrNull(values.flatMap((value) => value ?? []));
