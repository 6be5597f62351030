import { LESION_TYPES } from '../../../shared/clinical/lesion';
import type { DetectionResult } from '../../../shared/experiment/detection-result';
import { VALIDATION_LINE, TRAINING_LINE } from '../charts/colours';
import { lineChart } from '../charts/line-chart';
import { html, trusted, type Html } from './html';
import { shadeOf } from './style';
import { fixed, percent, percentRange } from './numbers';

/** Curves, figures of each type and who is taken for whom, for a detector. */
export const detectionSection = (title: string, figures: DetectionResult): Html => html`
  <div class="charts">${precisionRecallChart(title, figures)}${frocChart(title, figures)}</div>
  ${byType(figures)}${confusion(figures)}
`;

function precisionRecallChart(title: string, { precisionRecall, ap50 }: DetectionResult): Html | null {
  if (precisionRecall === null) return null;
  const series = [
    {
      name: 'detection by detection',
      ...TRAINING_LINE,
      points: precisionRecall.raw.map(({ recall, precision }) => [recall, precision] as const),
    },
    {
      name: `interpolated as by COCO; its mean is AP50 = ${percent(ap50)}`,
      ...VALIDATION_LINE,
      points: precisionRecall.interpolated.map((precision, index) => [index / 100, precision] as const),
    },
  ];
  return trusted(
    lineChart({
      title: `${title}: precision and recall at IoU 0.5`,
      x: 'recall',
      y: 'precision',
      series,
      xRange: [0, 1],
      yRange: [0, 1],
    }),
  );
}

function frocChart(title: string, { froc }: DetectionResult): Html | null {
  if (froc === null) return null;
  const series = [
    {
      name: `recall at ${froc.recallAt.map(({ falseMarks, recall }) => `${falseMarks}: ${percent(recall, 0)}`).join(', ')}`,
      ...VALIDATION_LINE,
      points: froc.curve.map(({ falseMarks, recall }) => [falseMarks, recall] as const),
      marked: froc.recallAt.map(({ falseMarks, recall }) => [falseMarks, recall] as const),
    },
  ];
  // Beyond it nobody would use the detector.
  const most = Math.max(...froc.recallAt.map(({ falseMarks }) => falseMarks), 1);
  const shown = series.map((one) => ({ ...one, points: one.points.filter(([marks]) => marks <= most) }));
  return trusted(
    lineChart({
      title: `${title}: FROC, by centre hits`,
      x: 'false marks a photo',
      y: 'recall',
      series: shown,
      xRange: [0, most],
      yRange: [0, 1],
    }),
  );
}

const byType = ({ ap50ByType, ap50To95ByType, countsByType, intervals }: DetectionResult): Html => html`
  <div class="wide">
    <table>
      <caption>
        By type, where labels name it.
      </caption>
      <thead>
        <tr>
          <th>type</th>
          <th>AP50</th>
          <th>AP50-95</th>
          <th>count error</th>
          <th>count bias</th>
          <th>count r</th>
          <th>photos</th>
        </tr>
      </thead>
      <tbody>
        ${LESION_TYPES.map((type) => {
          const counts = countsByType[type];
          return html`<tr>
            <td>${type}</td>
            <td>
              ${percent(ap50ByType[type])}<span class="range"
                >${percentRange(intervals.ap50ByType[type])}</span
              >
            </td>
            <td>${percent(ap50To95ByType[type])}</td>
            <td>${fixed(counts?.meanAbsoluteError)}</td>
            <td>${fixed(counts?.bias)}</td>
            <td>${fixed(counts?.pearson)}</td>
            <td>${counts?.photos ?? '–'}</td>
          </tr>`;
        })}
      </tbody>
    </table>
  </div>
`;

const COLUMNS = [...LESION_TYPES, 'background'] as const;
const ROWS = [...LESION_TYPES, 'open', 'background'] as const;

function confusion({ confusion: cells, centreHit }: DetectionResult): Html {
  const rows = ROWS.filter((row) => COLUMNS.some((column) => (cells[row]?.[column] ?? 0) > 0));
  return html`<div class="wide">
    <table class="matrix">
      <caption>
        Who is taken for whom, at the threshold ${fixed(centreHit.threshold, 3)}. Rows: the label; columns:
        the detector. The column background holds lesions that were missed, the row background false marks.
      </caption>
      <thead>
        <tr>
          <th></th>
          ${COLUMNS.map((column) => html`<th>${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map((row) => {
          const counts = COLUMNS.map((column) => cells[row]?.[column] ?? 0);
          const sum = counts.reduce((total, count) => total + count, 0);
          return html`<tr>
            <td>${row}</td>
            ${counts.map((count) => html`<td class="${shadeOf(count / Math.max(1, sum))}">${count}</td>`)}
          </tr>`;
        })}
      </tbody>
    </table>
  </div>`;
}
