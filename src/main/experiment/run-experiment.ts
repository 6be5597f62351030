import { MODEL_OF, type ExperimentModel } from '../../shared/experiment/models';
import type {
  ExperimentReport,
  ExperimentRow,
  MeasuredResult,
  MeasuredRow,
} from '../../shared/experiment/report';
import { MaculeError } from '../../shared/errors';
import type { TrainingEvent } from '../../shared/training/events';
import type { TrainingOrder } from '../../shared/training/recipe';
import { REPORT_HTML, REPORT_JSON, type ExperimentFolder } from './experiment-folder';
import type { ExperimentOrder } from './experiment-order';
import { renderReport } from './report/render-report';
import { readHistory } from './training-history';

/** What was measured of one model. */
export interface Measurement {
  readonly loss: number | null;
  readonly metrics: MeasuredRow['metrics'];
  readonly measuredOn: MeasuredRow['measuredOn'];
  readonly result: MeasuredResult;
  readonly unreadable: number;
  /** JPEGs with truth and predictions. */
  readonly pictures: readonly Uint8Array[];
}

/** How far measuring is. */
export interface Measuring {
  readonly event: 'measuring';
  readonly done: number;
  readonly total: number;
}

/** What an experiment tells while it runs. */
export type ExperimentEvent =
  /** Without a model: reading the photos, before the first one. */
  | { readonly model: ExperimentModel | null; readonly event: TrainingEvent | Measuring }
  | { readonly row: ExperimentRow; readonly kept: boolean }
  | { readonly report: ExperimentReport };

/** The work that an experiment puts together. */
export interface ExperimentWork {
  train(order: TrainingOrder): AsyncGenerator<TrainingEvent>;
  /** @param modelFolder absolute. */
  measure(model: ExperimentModel, modelFolder: string): AsyncGenerator<Measuring, Measurement>;
  /** Everything of the report but its rows and times. */
  readonly about: Pick<ExperimentReport, 'data' | 'baseline' | 'machine' | 'versions'>;
  /** Seconds, monotonic. */
  readonly clock: () => number;
  readonly now: () => Date;
}

/**
 * Trains and measures each model in turn and writes the report anew after each. A model that cannot be run is
 * reported so, and the others go on.
 * @throws MaculeError `cancelled`, and `no-space` or `unreadable-file` where the folder cannot be written.
 */
export async function* runExperiment(
  folder: ExperimentFolder,
  order: ExperimentOrder,
  work: ExperimentWork,
): AsyncGenerator<ExperimentEvent> {
  const rows: ExperimentRow[] = [];
  for (const model of order.models) {
    const finished = await folder.finishedRow(model);
    const row = finished ?? (yield* runModel(folder, order, work, model));
    rows.push(row);
    yield { row, kept: finished !== null };
    const report = reportOf(folder, rows, work);
    await writeReport(folder, report);
    yield { report };
  }
}

/** @throws MaculeError `cancelled`. */
async function* runModel(
  folder: ExperimentFolder,
  order: ExperimentOrder,
  work: ExperimentWork,
  model: ExperimentModel,
): AsyncGenerator<ExperimentEvent, ExperimentRow> {
  try {
    const modelFolder = yield* trained(folder, order, work, model);
    const history = await readHistory(folder.runOf(model));
    const started = work.clock();
    const measurement = yield* measured(work, model, modelFolder);
    const row = rowOf(model, history, measurement, work.clock() - started);
    for (const [index, picture] of measurement.pictures.entries())
      await folder.write(pictureName(model, index), picture);
    await folder.saveRow(row);
    return row;
  } catch (thrown) {
    if (!(thrown instanceof MaculeError) || thrown.failure.kind === 'cancelled') throw thrown;
    const { title, experiment } = MODEL_OF[model];
    return {
      ...{ model, title, experiment, status: 'not-run' },
      ...{ loss: null, metrics: {}, epochs: 0, seconds: 0, parameters: null },
      failure: thrown.failure,
    };
  }
}

/** @returns the folder of the best model. */
async function* trained(
  folder: ExperimentFolder,
  { dataFolder, settings, seed, maxMinutes, engine }: ExperimentOrder,
  work: ExperimentWork,
  model: ExperimentModel,
): AsyncGenerator<ExperimentEvent, string> {
  const events = work.train({
    model: MODEL_OF[model].trains,
    outFolder: folder.runOf(model),
    ...{ dataFolder, settings, seed },
    // A fresh folder is begun, one that holds a part of the run goes on.
    resume: true,
    ...(maxMinutes === undefined ? {} : { maxMinutes }),
    ...(engine === undefined ? {} : { engine }),
  });
  let best: string | null = null;
  for await (const event of events) {
    yield { model, event };
    if (event.event !== 'done') continue;
    if (event.reason === 'cancelled') throw cancelled();
    best = event.model;
  }
  if (best === null) throw neverValidated();
  return best;
}

async function* measured(
  work: ExperimentWork,
  model: ExperimentModel,
  modelFolder: string,
): AsyncGenerator<ExperimentEvent, Measurement> {
  const measuring = work.measure(model, modelFolder);
  for (;;) {
    const next = await measuring.next();
    if (next.done) return next.value;
    yield { model, event: next.value };
  }
}

const rowOf = (
  model: ExperimentModel,
  { record, curve, parameters, seconds, ended, unreadable }: Awaited<ReturnType<typeof readHistory>>,
  measurement: Measurement,
  evaluationSeconds: number,
): MeasuredRow => ({
  model,
  title: MODEL_OF[model].title,
  experiment: MODEL_OF[model].experiment,
  status: 'measured',
  loss: measurement.loss,
  metrics: measurement.metrics,
  epochs: curve.at(-1)?.epoch ?? 0,
  bestEpoch: curve.filter(({ best }) => best).at(-1)?.epoch ?? null,
  ...{ seconds, evaluationSeconds, parameters, ended },
  measuredOn: measurement.measuredOn,
  settings: record.settings,
  engine: record.engine,
  unreadable: unreadable + measurement.unreadable,
  curve: [...curve],
  result: measurement.result,
  pictures: measurement.pictures.map((_, index) => pictureName(model, index)),
});

const pictureName = (model: ExperimentModel, index: number): string => `pictures/${model}-${index + 1}.jpg`;

const reportOf = (
  { beginning }: ExperimentFolder,
  rows: readonly ExperimentRow[],
  { about, now }: ExperimentWork,
): ExperimentReport => ({
  format: 1,
  startedAt: beginning.startedAt,
  writtenAt: now().toISOString(),
  seed: beginning.seed,
  ...about,
  rows: [...rows],
});

async function writeReport(folder: ExperimentFolder, report: ExperimentReport): Promise<void> {
  const names = report.rows.flatMap((row) => (row.status === 'measured' ? row.pictures : []));
  const files = await Promise.all(names.map(async (name) => [name, await folder.read(name)] as const));
  const pictures = new Map(files.filter((entry): entry is [string, Uint8Array] => entry[1] !== null));
  await folder.write(REPORT_JSON, `${JSON.stringify(report, null, 2)}\n`);
  await folder.write(REPORT_HTML, renderReport(report, pictures));
}

const cancelled = (): MaculeError =>
  new MaculeError({
    kind: 'cancelled',
    message: 'The experiment was cancelled.',
    advice: 'Go on with --resume: finished models are kept.',
    retryable: true,
  });

const neverValidated = (): MaculeError =>
  new MaculeError({
    kind: 'invalid-input',
    message: 'Its time was up before the first epoch had ended.',
    advice: 'Give it more minutes, or make the pictures smaller.',
    retryable: false,
  });
