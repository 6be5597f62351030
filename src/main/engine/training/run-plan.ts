import { MaculeError } from '../../../shared/errors';
import type { TrainingOrder } from '../../../shared/training/recipe';
import type { RunRecord } from '../../../shared/training/run-record';
import { readCheckpoint, type Checkpoint } from './checkpoint';
import { readRunRecord } from './run-record-file';
import type { ModelFamily, RunSettings } from './training-task';

/** What an order comes to in its folder: a fresh run, or one that goes on. */
export interface RunPlan {
  readonly settings: RunSettings;
  readonly seed: number;
  readonly maxMinutes: number | null;
  /** Of the run that goes on; null for a fresh one. */
  readonly record: RunRecord | null;
  readonly checkpoint: Checkpoint | null;
}

/** Settings that may differ when a run goes on: they end it sooner or later, and change no step. A metric stays. */
const CHANGEABLE = ['epochs', 'earlyStopping'] as const satisfies readonly (keyof RunSettings)[];

/** The metric by which the best weights are chosen. */
export const decidingMetric = (
  { earlyStopping }: Pick<RunSettings, 'earlyStopping'>,
  { bestBy }: Pick<ModelFamily, 'bestBy'>,
): string => earlyStopping?.metric ?? bestBy;

/**
 * Looks what is in the run folder. A run that goes on keeps its settings and seed.
 * @param family of the order's model.
 * @throws MaculeError `invalid-input` where the folder holds a run that must not be overwritten, or another one
 *   than is to go on; `unreadable-file`.
 */
export async function planRun(
  order: TrainingOrder,
  family: Pick<ModelFamily, 'settings' | 'bestBy'>,
): Promise<RunPlan> {
  const checkpoint = await readCheckpoint(order.outFolder);
  if (!order.resume && checkpoint) throw alreadyThere(order.outFolder);
  const record = order.resume ? await readRunRecord(order.outFolder) : null;
  if (checkpoint && !record) throw withoutRecord();
  if (!record) {
    const settings: RunSettings = { ...family.settings, ...given(order) };
    return { settings, seed: order.seed, maxMinutes: order.maxMinutes ?? null, record, checkpoint };
  }
  if (record.model !== order.model) throw otherModel(record, order);
  const changed = Object.entries(given(order)).filter(
    ([name, value]) =>
      !CHANGEABLE.some((changeable) => changeable === name) &&
      JSON.stringify(value) !== JSON.stringify(record.settings[name as keyof RunSettings]),
  );
  if (changed.length > 0) throw otherSettings(record, changed);
  const { epochs = record.settings.epochs, earlyStopping = record.settings.earlyStopping } = order.settings;
  const settings: RunSettings = { ...record.settings, epochs, earlyStopping };
  const [before, now] = [decidingMetric(record.settings, family), decidingMetric(settings, family)];
  // The value of one metric says nothing about that of another, and the weights of all but the best epoch are gone.
  if (checkpoint?.progress.best && before !== now) throw otherMetric(before, now);
  return {
    settings,
    seed: record.seed,
    maxMinutes: order.maxMinutes ?? record.maxMinutes,
    record,
    checkpoint,
  };
}

const given = ({ settings }: TrainingOrder): Partial<RunSettings> =>
  Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));

/**
 * What the weights began with, a model folder or file; null for the model's own. A run that was ended before its first
 * checkpoint begins again, and so with the same unless the order names something else.
 */
export const startOf = (
  { startFrom }: Pick<TrainingOrder, 'startFrom'>,
  { record, checkpoint }: Pick<RunPlan, 'record' | 'checkpoint'>,
): string | null => (checkpoint ? null : startFrom) ?? record?.startedFrom ?? null;

/** @throws MaculeError `invalid-input` where the run that goes on was made from other photos or labels. */
export function refuseOtherData({ record }: Pick<RunPlan, 'record'>, fingerprint: string): void {
  if (record === null || record.data.fingerprint === fingerprint) return;
  throw new MaculeError({
    kind: 'invalid-input',
    message: 'The photos or labels are not those that this run was started with.',
    advice:
      'Resume with the data as it was, or train into another folder and start from the model so far ' +
      '(“--start-from <run>/model”).',
    retryable: false,
  });
}

const alreadyThere = (folder: string): MaculeError =>
  new MaculeError({
    kind: 'invalid-input',
    message: `The folder “${folder}” holds a training run already.`,
    advice: 'Add --resume to go on with it, or choose another folder.',
    retryable: false,
  });

const withoutRecord = (): MaculeError =>
  new MaculeError({
    kind: 'invalid-input',
    message: 'The folder holds a checkpoint, but not the record run.json of its run.',
    advice: 'Train into another folder.',
    retryable: false,
  });

const otherModel = (record: RunRecord, order: TrainingOrder): MaculeError =>
  new MaculeError({
    kind: 'invalid-input',
    message: `The run in this folder trains “${record.model}”, not “${order.model}”.`,
    advice: 'Resume with the same model, or train into another folder.',
    retryable: false,
  });

const otherMetric = (before: string, now: string): MaculeError =>
  new MaculeError({
    kind: 'invalid-input',
    message: `The best weights of this run so far are the best by “${before}”, not by “${now}”.`,
    advice: 'Go on by the same metric, or train into another folder.',
    retryable: false,
  });

const otherSettings = (
  { settings }: RunRecord,
  changed: readonly (readonly [string, unknown])[],
): MaculeError =>
  new MaculeError({
    kind: 'invalid-input',
    message: `The run was started with other settings: ${changed
      .map(
        ([name, value]) =>
          `${name} ${JSON.stringify(settings[name as keyof RunSettings])} instead of ${JSON.stringify(value)}`,
      )
      .join(', ')}.`,
    advice: 'Leave them out to resume, or train into another folder.',
    retryable: false,
  });
