import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EpochPoint, MeasuredRow } from '../../shared/experiment/report';
import { MaculeError } from '../../shared/errors';
import { eventsIn, type TrainingEvent } from '../../shared/training/events';
import { RUN_FILES, runRecordSchema, type RunRecord } from '../../shared/training/run-record';

/** What a run folder tells of a training that has ended. */
export interface TrainingHistory {
  readonly record: RunRecord;
  readonly curve: readonly EpochPoint[];
  readonly parameters: number;
  readonly seconds: number;
  readonly ended: MeasuredRow['ended'];
  /** Photos that could not be read. */
  readonly unreadable: number;
}

type Event<Name extends TrainingEvent['event']> = Extract<TrainingEvent, { event: Name }>;

/**
 * Reads `run.json` and `events.jsonl` of a run folder.
 * @throws MaculeError `unreadable-file` where they are missing or damaged, or the run has not ended.
 */
export async function readHistory(folder: string): Promise<TrainingHistory> {
  const [record, lines] = await Promise.all([
    readFile(join(folder, RUN_FILES.record), 'utf8'),
    readFile(join(folder, RUN_FILES.events), 'utf8'),
  ]).catch((cause: unknown) => {
    throw unreadable(cause);
  });
  const run = runRecordSchema.safeParse(parsed(record));
  if (!run.success) throw unreadable(run.error);
  return { record: run.data, ...summed([...eventsIn(lines)]) };
}

function summed(events: readonly TrainingEvent[]): Omit<TrainingHistory, 'record'> {
  const last = <Name extends TrainingEvent['event']>(name: Name): Event<Name> | undefined =>
    events.filter((event): event is Event<Name> => event.event === name).at(-1);
  const [start, done] = [last('start'), last('done')];
  if (!start || !done || done.reason === 'cancelled') throw unreadable();
  const epochs = events.filter((event): event is Event<'epoch'> => event.event === 'epoch');
  return {
    curve: epochs.map(({ epoch, seconds, losses, metrics, best }) => ({
      ...{ epoch, seconds, losses, metrics, best },
    })),
    parameters: start.parameters,
    seconds: done.seconds,
    ended: done.reason,
    unreadable: new Set(
      events.filter((event): event is Event<'skipped'> => event.event === 'skipped').map(({ file }) => file),
    ).size,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const unreadable = (cause?: unknown): MaculeError =>
  new MaculeError(
    {
      kind: 'unreadable-file',
      message: 'The record of a training run is missing or damaged.',
      advice: 'Remove its folder under “runs” and start again with --resume: the other models are kept.',
      retryable: false,
    },
    { cause },
  );
