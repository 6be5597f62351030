import { LESION_TYPES } from '../../shared/clinical/lesion';
import type { Interval } from '../engine/ml/metrics/bootstrap';
import type { DetectionReport } from '../engine/ml/metrics/detection-report';
import type { SkinColourFigures } from '../engine/ml/metrics/figures-by-skin-colour';
import { FROC_FALSE_MARKS } from '../engine/ml/metrics/froc';
import { confusionText } from './confusion-text';
import { columnsOf, type EvaluationOf } from './evaluation';
import { left, right, table } from './table';

/** What `macule evaluate` measured of a detector. */
export interface Evaluation extends EvaluationOf<DetectionReport> {
  readonly skinColours: readonly SkinColourFigures[];
}

/** An evaluation for a person: one column a dataset, one row a figure. */
export function evaluationText(evaluation: Evaluation): string {
  const { model, engine, threshold, split, overall, skinColours } = evaluation;
  const columns = columnsOf(evaluation);
  const row = (title: string, value: (figures: DetectionReport) => string): readonly string[] => [
    title,
    ...columns.map(value),
  ];
  const rows = [
    row('photos', ({ photos }) => `${photos}`),
    row('labelled lesions', ({ lesions }) => `${lesions}`),
    row('AP50', ({ ap50 }) => figure(ap50)),
    row('  95 %', ({ intervals }) => range(intervals.ap50)),
    row('AP50-95', ({ ap50To95 }) => figure(ap50To95)),
    row('  95 %', ({ intervals }) => range(intervals.ap50To95)),
    row('centre-hit recall', ({ centreHit }) => figure(centreHit.recall)),
    row('  95 %', ({ intervals }) => range(intervals.centreHit.recall)),
    row('centre-hit precision', ({ centreHit }) => figure(centreHit.precision)),
    row('  95 %', ({ intervals }) => range(intervals.centreHit.precision)),
    row('centre-hit F1', ({ centreHit }) => figure(centreHit.f1)),
    row('best centre-hit F1', ({ bestCentreHit }) => figure(bestCentreHit?.f1 ?? null)),
    row('  at threshold', ({ bestCentreHit }) => figure(bestCentreHit?.threshold ?? null)),
    ...FROC_FALSE_MARKS.map((falseMarks, index) =>
      row(`recall at ${falseMarks} false a photo`, ({ froc }) =>
        figure(froc?.recallAt[index]?.recall ?? null),
      ),
    ),
    row('count error, mean absolute', ({ counts }) => figure(counts.meanAbsoluteError, 1)),
    row('  95 %', ({ intervals }) => range(intervals.counts.meanAbsoluteError, 1)),
    row('count bias', ({ counts }) => figure(counts.bias, 1)),
    row('  95 %', ({ intervals }) => range(intervals.counts.bias, 1)),
    row('count correlation, Pearson', ({ counts }) => figure(counts.pearson)),
    row('count correlation, Spearman', ({ counts }) => figure(counts.spearman)),
    row('count correlation, ICC(2,1)', ({ counts }) => figure(counts.intraclass)),
    row('calibration error', ({ calibrationError }) => figure(calibrationError)),
    ...LESION_TYPES.filter((type) => type in overall.ap50ByType).map((type) =>
      row(`AP50 ${type}`, ({ ap50ByType }) => figure(ap50ByType[type] ?? null)),
    ),
    ...LESION_TYPES.filter((type) => type in overall.countsByType).map((type) =>
      row(`count bias ${type}`, (report) => figure(report.countsByType[type]?.bias ?? null, 1)),
    ),
  ];
  if (overall.inflammation) {
    rows.push(
      row('inflammatory, found, called so', ({ inflammation }) =>
        share(inflammation?.inflammatory, 'inflammatory'),
      ),
      row('comedones, found, called so', ({ inflammation }) =>
        share(inflammation?.nonInflammatory, 'nonInflammatory'),
      ),
    );
  }
  if (overall.lookAlikes) {
    rows.push(
      row('look-alikes marked', ({ lookAlikes }) =>
        lookAlikes ? `${lookAlikes.marked} of ${lookAlikes.labelled}` : '-',
      ),
      ...Object.keys(overall.lookAlikes.byKind).map((kind) =>
        row(`  ${kind}`, ({ lookAlikes }) => {
          const rate = lookAlikes?.byKind[kind];
          return rate ? `${rate.marked} of ${rate.labelled}` : '-';
        }),
      ),
      row('marks a photo with look-alikes alone', ({ lookAlikes }) =>
        figure(lookAlikes?.marksPerClearPhoto ?? null, 2),
      ),
      row('  such photos', ({ lookAlikes }) => `${lookAlikes?.clearPhotos ?? 0}`),
    );
  }
  return (
    `Model ${model.id} (${model.sha256.slice(0, 12)}) on ${split} photos, threshold ${threshold.toFixed(3)}, ` +
    `${engine.id} on ${engine.device}\n\n` +
    table([left(''), ...columns.map(({ name }) => right(name))], rows) +
    `\nWho is taken for whom: labels down, detections across\n\n${confusionText(overall.confusion)}` +
    `\nBy skin colour (individual typology angle, measured on the photos: no Fitzpatrick type)\n\n${skinColourText(skinColours)}`
  );
}

const skinColourText = (groups: readonly SkinColourFigures[]): string =>
  table(
    [left('skin'), ...['photos', 'lesions', 'AP50', 'recall', 'precision', 'F1', 'count bias'].map(right)],
    groups.map(({ group, photos, lesions, ap50, centreHit, counts }) => [
      group,
      `${photos}`,
      `${lesions}`,
      figure(ap50),
      figure(centreHit.recall),
      figure(centreHit.precision),
      figure(centreHit.f1),
      figure(counts.bias, 1),
    ]),
  );

type Judged = { readonly inflammatory: number; readonly nonInflammatory: number } | undefined;

const share = (judged: Judged, right: 'inflammatory' | 'nonInflammatory'): string =>
  judged ? `${judged[right]} of ${judged.inflammatory + judged.nonInflammatory}` : '-';

const range = (interval: Interval | null, digits?: number): string =>
  interval === null ? '-' : `${figure(interval.low, digits)} to ${figure(interval.high, digits)}`;

const figure = (value: number | null, digits = 3): string => (value === null ? '-' : value.toFixed(digits));
