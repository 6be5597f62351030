import type { EpochPoint, ExperimentReport, MeasuredRow } from '../../../shared/experiment/report';
import { FIGURE_LINES, MODEL_LINES, TRAINING_LINE, VALIDATION_LINE } from '../charts/colours';
import { lineChart, type Series } from '../charts/line-chart';
import { html, trusted, type Html } from './html';

type Points = readonly (readonly [number, number])[];

/** Figures of a validation that are drawn, by kind of result. */
const DRAWN = {
  presence: [
    ['subsetAccuracy', 'subset accuracy'],
    ['macroAccuracy', 'macro accuracy'],
    ['macroF1', 'macro F1'],
    ['macroAuroc', 'macro AUROC'],
  ],
  detection: [
    ['ap50', 'AP50'],
    ['typedAp50', 'mAP50 (right type)'],
    ['centreHitRecall', 'centre-hit recall'],
    ['centreHitPrecision', 'centre-hit precision'],
  ],
} as const;

/** Loss and figures of one model, epoch by epoch. */
export function trainingCurves({ title, curve, result }: MeasuredRow): Html {
  const best = curve.filter((point) => point.best).at(-1);
  const metric = (name: string): Points => pointsOf(curve, ({ metrics }) => metrics[name]);
  const loss: readonly Series[] = [
    { name: 'training (varied pictures)', ...TRAINING_LINE, points: pointsOf(curve, totalLoss) },
    {
      name: 'validation; the dot marks the weights that were kept',
      ...VALIDATION_LINE,
      points: metric('loss'),
      marked: best ? pointsOf([best], ({ metrics }) => metrics['loss']) : [],
    },
  ];
  const figures = DRAWN[result.kind].map(([name, words], index): Series => ({
    name: words,
    ...(FIGURE_LINES[index] ?? VALIDATION_LINE),
    points: metric(name),
  }));
  return html`<div class="charts">
    ${chart(`${title}: loss`, 'loss', loss)}
    ${trusted(lineChart({ title: `${title}: on the validation photos`, x: 'epochs', wholeX: true, y: '', series: figures, yRange: [0, 1] }))}
  </div>`;
}

/** Validation losses of all models of an experiment in one chart; nothing for a single one. */
export function comparedCurves({ rows }: ExperimentReport, experiment: 'I' | 'II'): Html | null {
  const measured = rows.filter(
    (row): row is MeasuredRow => row.status === 'measured' && row.experiment === experiment,
  );
  if (measured.length < 2) return null;
  const series = measured.map(({ model, title, curve }) => ({
    name: title,
    ...MODEL_LINES[model],
    points: pointsOf(curve, ({ metrics }) => metrics['loss']),
  }));
  return chart(`Experiment ${experiment}: validation loss`, 'loss', series);
}

const chart = (title: string, y: string, series: readonly Series[]): Html =>
  trusted(lineChart({ title, x: 'epochs', wholeX: true, y, series }));

const totalLoss = ({ losses }: EpochPoint): number | undefined => losses['total'] ?? losses['loss'];

const pointsOf = (curve: readonly EpochPoint[], value: (point: EpochPoint) => number | undefined): Points =>
  curve.flatMap((point) => {
    const at = value(point);
    return at === undefined ? [] : [[point.epoch, at] as const];
  });
