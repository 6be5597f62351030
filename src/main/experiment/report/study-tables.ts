import {
  EXPERIMENT_MODELS,
  MODEL_OF,
  STUDY_MODELS,
  type ExperimentModel,
  type ExperimentNumber,
} from '../../../shared/experiment/models';
import { STUDY_FIGURES } from '../../../shared/experiment/study-figures';
import type { PresenceResult } from '../../../shared/experiment/presence-result';
import type { ExperimentReport, ExperimentRow, MeasuredRow } from '../../../shared/experiment/report';
import { wilsonInterval } from '../../../shared/experiment/wilson-interval';
import { html, type Html } from './html';
import { fixed, percent, percentRange, span, whole } from './numbers';

/** The study's Table 2 with its column beside ours: one table for each experiment. */
export const studyTables = ({ rows, baseline }: ExperimentReport): Html => html`
  <h2>The study's Table 2, and ours</h2>
  ${experimentOne(linesOf(rows, 'I'), baseline)} ${experimentTwo(linesOf(rows, 'II'))} ${studyNotes()}
`;

/** A system of the study, and what became of it here; null where this experiment left it out. */
interface Line {
  readonly model: ExperimentModel;
  readonly row: ExperimentRow | null;
}

/** Every system of the study, whether it was asked for or not, and those beside them that were. */
const linesOf = (rows: readonly ExperimentRow[], experiment: ExperimentNumber): readonly Line[] =>
  EXPERIMENT_MODELS.filter((model) => MODEL_OF[model].experiment === experiment)
    .map((model) => ({ model, row: rows.find((row) => row.model === model) ?? null }))
    .filter(({ model, row }) => row !== null || STUDY_FIGURES[model] !== null);

interface StudyTable {
  readonly title: string;
  /** Headings of what was measured here. */
  readonly figures: readonly string[];
  readonly rows: readonly (Html | null)[];
  readonly note: string;
}

/** What a training cost: the last columns of every table. */
const COSTS = ['epochs', 'time', 'parameters'] as const;

const studyTable = ({ title, figures, rows, note }: StudyTable): Html => html`
  <h3>${title}</h3>
  <div class="wide">
    <table>
      <thead>
        <tr>
          <th></th>
          <th class="study" colspan="2">the study</th>
          <th colspan="${figures.length}">here, on pictures not trained on</th>
          <th colspan="${COSTS.length}"></th>
        </tr>
        <tr>
          <th>model</th>
          <th class="study">accuracy</th>
          <th class="study">loss</th>
          ${[...figures, ...COSTS].map((name) => html`<th>${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>
  <p class="missing">${note}</p>
`;

const costCells = ({ epochs, seconds, parameters }: MeasuredRow): Html =>
  html`<td>${epochs}</td>
    <td>${span(seconds)}</td>
    <td>${whole(parameters)}</td>`;

const PRESENCE_COLUMNS = [
  ...['loss', 'subset accuracy', 'arg max accuracy', 'macro accuracy', 'macro F1', 'macro AUROC'],
];

const experimentOne = (lines: readonly Line[], baseline: PresenceResult | null): Html =>
  studyTable({
    title: 'Experiment I: which types are on the picture',
    figures: PRESENCE_COLUMNS,
    rows: [...lines.map(presenceLine), baseline === null ? null : baselineRow(baseline)],
    note:
      'Ranges are 95 % intervals (Wilson) by the number of pictures alone. The last row looks at no picture: a ' +
      'model that is not better has learned nothing that shows.',
  });

function presenceLine({ model, row }: Line): Html {
  if (row?.status !== 'measured' || row.result.kind !== 'presence')
    return withoutFigures(model, row, PRESENCE_COLUMNS);
  return html`<tr>
    ${studyCells(model)}${presenceCells(row.result.figures)}${costCells(row)}
  </tr>`;
}

const baselineRow = (figures: PresenceResult): Html =>
  html`<tr>
    <td>always each type's share in training</td>
    <td class="study"></td>
    <td class="study"></td>
    ${presenceCells(figures)}${COSTS.map(() => html`<td></td>`)}
  </tr>`;

const presenceCells = (figures: PresenceResult): Html => html`
  <td>${fixed(figures.loss, 3)}</td>
  <td>${shareOf(figures.subsetAccuracy, figures.pictures)}</td>
  <td>${shareOf(figures.argmaxAccuracy, figures.pictures)}</td>
  <td>${percent(figures.macro.accuracy.value)}</td>
  <td>${fixed(figures.macro.f1.value, 3)}${leftOut(figures.macro.f1.leftOut)}</td>
  <td>${fixed(figures.macro.auroc.value, 3)}${leftOut(figures.macro.auroc.leftOut)}</td>
`;

function shareOf(share: number | null, pictures: number): Html {
  if (share === null) return html`–`;
  const [low, high] = wilsonInterval(Math.round(share * pictures), pictures);
  return html`${percent(share)}<span class="range">${percentRange({ low, high })}</span>`;
}

const leftOut = (labels: readonly string[]): Html | null =>
  labels.length === 0 ? null : html`<span class="range">without ${labels.join(', ')}</span>`;

const DETECTION_COLUMNS = [
  ...['loss', 'box loss', 'class loss', 'edge loss', 'AP50', 'mAP50', 'AP50-95'],
  ...['centre-hit recall', 'precision', 'count error', 'count bias'],
];

const experimentTwo = (lines: readonly Line[]): Html =>
  studyTable({
    title: 'Experiment II: where each lesion is',
    figures: DETECTION_COLUMNS,
    rows: lines.map(detectionLine),
    note: 'Ranges are 95 % bootstrap intervals over photos.',
  });

function detectionLine({ model, row }: Line): Html {
  if (row?.status !== 'measured' || row.result.kind !== 'detection')
    return withoutFigures(model, row, DETECTION_COLUMNS);
  const { figures } = row.result;
  const { intervals } = figures;
  const range = (interval: Parameters<typeof percentRange>[0]): Html =>
    html`<span class="range">${percentRange(interval)}</span>`;
  return html`<tr>
    ${studyCells(model)}
    <td>${fixed(row.loss)}</td>
    <td>${fixed(row.metrics['boxLoss'])}</td>
    <td>${fixed(row.metrics['classLoss'])}</td>
    <td>${fixed(row.metrics['distributionLoss'])}</td>
    <td>${percent(figures.ap50)}${range(intervals.ap50)}</td>
    <td>${percent(row.metrics['typedAp50'])}</td>
    <td>${percent(figures.ap50To95)}${range(intervals.ap50To95)}</td>
    <td>${percent(figures.centreHit.recall)}${range(intervals.centreHit.recall)}</td>
    <td>${percent(figures.centreHit.precision)}${range(intervals.centreHit.precision)}</td>
    <td>${fixed(figures.counts.meanAbsoluteError, 1)}</td>
    <td>${fixed(figures.counts.bias, 1)}</td>
    ${costCells(row)}
  </tr>`;
}

function studyCells(model: ExperimentModel): Html {
  const study = STUDY_FIGURES[model];
  return html`<td>${MODEL_OF[model].title}</td>
    <td class="study">${study?.accuracy ?? '–'}</td>
    <td class="study">${study?.loss ?? '–'}</td>`;
}

function withoutFigures(model: ExperimentModel, row: ExperimentRow | null, figures: readonly string[]): Html {
  const why =
    row?.status === 'not-run'
      ? `not run: ${row.failure.message} ${row.failure.advice ?? ''}`
      : 'not part of this experiment';
  return html`<tr>
    ${studyCells(model)}
    <td class="words missing" colspan="${figures.length + COSTS.length}">${why}</td>
  </tr>`;
}

function studyNotes(): Html {
  const notes = STUDY_MODELS.map(
    (model) =>
      html`<dt>${MODEL_OF[model].title}</dt>
        <dd>${STUDY_FIGURES[model]?.note ?? null}</dd>`,
  );
  return html`<h3>Reading the study's column</h3>
    <dl>${notes}</dl>`;
}
