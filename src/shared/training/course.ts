import { z } from 'zod';
import { trainingEventSchema, type TrainingEvent } from './events';

const [start, stage, step, epoch, smallerBatch, skipped, checkpoint, done] = trainingEventSchema.options;

/** What a person reads in the log: all that happens besides single steps and stages. */
const logEntrySchema = z.discriminatedUnion('event', [start, epoch, smallerBatch, skipped, checkpoint, done]);
export type LogEntry = Readonly<z.infer<typeof logEntrySchema>>;
export type StepEvent = Readonly<z.infer<typeof step>>;
export type EpochEvent = Readonly<z.infer<typeof epoch>>;

/** All that a training run has told so far, in a size that can be drawn. */
export const runCourseSchema = z.object({
  /** Events that went into it; those still on their way are told apart by their number. */
  count: z.number().int(),
  start: start.nullable(),
  /** What is going on besides steps; null while steps are. */
  stage: stage.nullable(),
  /** Oldest first; neighbours are merged where there are many. */
  steps: z.array(step),
  epochs: z.array(epoch),
  /** Newest last. */
  log: z.array(logEntrySchema),
  done: done.nullable(),
});
export type RunCourse = Readonly<z.infer<typeof runCourseSchema>>;

export const EMPTY_COURSE: RunCourse = {
  count: 0,
  start: null,
  stage: null,
  steps: [],
  epochs: [],
  log: [],
  done: null,
};

/** Most points of a curve: more than a screen has pixels for. */
const MOST_STEPS = 1_200;
const MOST_LOG_ENTRIES = 300;

/** The course after one more event. */
export function afterEvent(before: RunCourse, event: TrainingEvent): RunCourse {
  const course = { ...before, count: before.count + 1 };
  switch (event.event) {
    case 'start': {
      // What a killed run did after its last checkpoint is done anew.
      const kept = <T extends { readonly step: number }>(those: readonly T[]): T[] =>
        those.filter((one) => one.step <= event.resumedAtStep);
      return {
        ...course,
        start: event,
        stage: null,
        done: null,
        steps: kept(course.steps),
        epochs: kept(course.epochs),
        log: logged(course.log, event),
      };
    }
    case 'stage':
      return { ...course, stage: event.stage === 'training' ? null : event };
    case 'step':
      return { ...course, stage: null, steps: thinned([...course.steps, event]) };
    case 'epoch':
      return { ...course, stage: null, epochs: [...course.epochs, event], log: logged(course.log, event) };
    case 'done':
      return { ...course, stage: null, done: event, log: logged(course.log, event) };
    case 'smaller-batch':
    case 'skipped':
    case 'checkpoint':
      return { ...course, log: logged(course.log, event) };
  }
}

export const courseOf = (events: Iterable<TrainingEvent>): RunCourse => {
  let course = EMPTY_COURSE;
  for (const event of events) course = afterEvent(course, event);
  return course;
};

/** Of checkpoints in a row, the last one is told. */
function logged(log: readonly LogEntry[], entry: LogEntry): LogEntry[] {
  const replaces = entry.event === 'checkpoint' && log.at(-1)?.event === 'checkpoint';
  return [...(replaces ? log.slice(0, -1) : log), entry].slice(-MOST_LOG_ENTRIES);
}

/** Merges neighbours two by two once there are too many. */
function thinned(steps: readonly StepEvent[]): StepEvent[] {
  if (steps.length <= MOST_STEPS) return [...steps];
  const merged: StepEvent[] = [];
  for (let index = 0; index < steps.length; index += 2) {
    const [first, second] = steps.slice(index, index + 2);
    if (first && second) merged.push({ ...second, losses: meanOf(first.losses, second.losses) });
    else if (first) merged.push(first);
  }
  return merged;
}

const meanOf = (a: StepEvent['losses'], b: StepEvent['losses']): StepEvent['losses'] =>
  Object.fromEntries(Object.entries(b).map(([name, value]) => [name, ((a[name] ?? value) + value) / 2]));
