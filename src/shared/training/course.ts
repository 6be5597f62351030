import { z } from 'zod';
import { trainingEventSchema, type TrainingEvent } from './events';

const [start, stage, step, epoch, smallerBatch, skipped, checkpoint, done, logBroken] =
  trainingEventSchema.options;

/** What a person reads in the log: all that happens besides single steps and stages. */
const logEntrySchema = z.discriminatedUnion('event', [
  start,
  epoch,
  smallerBatch,
  skipped,
  checkpoint,
  done,
  logBroken,
]);
export type LogEntry = Readonly<z.infer<typeof logEntrySchema>>;
export type StepEvent = Readonly<z.infer<typeof step>>;

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

/** A course while events are added to it. */
type Draft = { -readonly [K in keyof RunCourse]: RunCourse[K] };

/** The course after one more event. */
export const afterEvent = (course: RunCourse, event: TrainingEvent): RunCourse =>
  afterEvents(course, [event]);

/** The course after more events, however many. */
export function afterEvents(course: RunCourse, events: Iterable<TrainingEvent>): RunCourse {
  const { steps, epochs, log } = course;
  const draft: Draft = { ...course, steps: [...steps], epochs: [...epochs], log: [...log] };
  for (const event of events) add(draft, event);
  return draft;
}

export const courseOf = (events: Iterable<TrainingEvent>): RunCourse => afterEvents(EMPTY_COURSE, events);

function add(course: Draft, event: TrainingEvent): void {
  course.count += 1;
  // What goes on besides steps is over once something else is told of it.
  if (!['skipped', 'smaller-batch', 'log-broken'].includes(event.event)) course.stage = null;
  switch (event.event) {
    case 'start':
      course.start = event;
      course.done = null;
      // What a killed run did after its last checkpoint is done anew.
      course.steps = course.steps.filter(({ step }) => step <= event.resumedAtStep);
      course.epochs = course.epochs.filter(({ step }) => step <= event.resumedAtStep);
      break;
    case 'stage':
      course.stage = event.stage === 'training' ? null : event;
      return;
    case 'step':
      course.steps.push(event);
      if (course.steps.length > MOST_STEPS) course.steps = merged(course.steps);
      return;
    case 'epoch':
      course.epochs.push(event);
      break;
    case 'done':
      course.done = event;
      break;
    case 'smaller-batch':
    case 'skipped':
    case 'log-broken':
    case 'checkpoint':
      break;
  }
  note(course.log, event);
}

/** Of checkpoints in a row, the last one is told. */
function note(log: LogEntry[], entry: LogEntry): void {
  if (entry.event === 'checkpoint' && log.at(-1)?.event === 'checkpoint') log.pop();
  log.push(entry);
  if (log.length > MOST_LOG_ENTRIES) log.shift();
}

/** Neighbours two by two: the later one, with the mean of both losses. */
function merged(steps: readonly StepEvent[]): StepEvent[] {
  return steps.flatMap((second, index) => {
    if (index % 2 === 0) return index === steps.length - 1 ? [second] : [];
    const first = steps[index - 1] ?? second;
    return [{ ...second, losses: meanOf(first.losses, second.losses) }];
  });
}

const meanOf = (a: StepEvent['losses'], b: StepEvent['losses']): StepEvent['losses'] =>
  Object.fromEntries(Object.entries(b).map(([name, value]) => [name, ((a[name] ?? value) + value) / 2]));
