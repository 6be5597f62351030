import { MaculeError, type Failure } from '../../../shared/errors';
import type { RunCourse } from '../../../shared/training/course';
import type { TrainingEvent } from '../../../shared/training/events';
import type { BestEpoch } from '../../../shared/training/run-summary';
import type { KeptCourse, StoredRun } from '../../data/repositories/training-runs';
import type { TrainingEnd } from '../../engine-client/training-process';
import type { EndWish } from './active-run';

/** What the list keeps of a course after one of its events; null where nothing of it changes. */
export function changeAtEvent(event: TrainingEvent, course: RunCourse): Partial<KeptCourse> | null {
  switch (event.event) {
    case 'start':
      return { epochs: event.epochs, epoch: course.epochs.at(-1)?.epoch ?? 0, best: bestOf(course) };
    case 'epoch':
      return { epoch: event.epoch, seconds: event.seconds, best: bestOf(course) };
    case 'done':
      return { seconds: event.seconds };
    default:
      return null;
  }
}

/** How a run stands after its process has ended. */
export function changeAtEnd(end: TrainingEnd, wish: EndWish | null, course: RunCourse): Partial<KeptCourse> {
  if (end.how === 'died') return { state: wish === 'stop' ? 'stopped' : 'interrupted', failure: end.failure };
  if (!end.result.ok) {
    const { failure } = end.result;
    return failure.kind === 'cancelled' && wish ? stateAfter(wish) : { state: 'failed', failure };
  }
  const reason = course.done?.reason ?? null;
  // A run that was asked to stop may have come to its own end first.
  if (reason === 'cancelled') return { ...stateAfter(wish ?? 'pause'), reason };
  return reason === null ? { state: 'failed', failure: endless } : { state: 'finished', reason };
}

const stateAfter = (wish: EndWish): Pick<KeptCourse, 'state'> => ({
  state: wish === 'stop' ? 'stopped' : 'paused',
});

const endless: Failure = {
  kind: 'engine-failed',
  message: 'The training process ended without saying why.',
  advice: 'Resume the run: it goes on from its last checkpoint.',
  retryable: true,
};

const bestOf = ({ epochs }: RunCourse): BestEpoch | null => {
  const best = epochs.findLast((epoch) => epoch.best);
  return best ? { epoch: best.epoch, losses: best.losses, metrics: best.metrics } : null;
};

/** @param done what the run was asked to be, such as `paused`. */
export const wrongState = ({ name, state }: StoredRun, done: string): MaculeError =>
  new MaculeError({
    kind: 'invalid-input',
    message: `“${name}” cannot be ${done}: it is ${state}.`,
    retryable: false,
  });

export const runGone = (): MaculeError =>
  new MaculeError({
    kind: 'not-found',
    message: 'This training run is no longer in Macule.',
    advice: 'Start a new one.',
    retryable: false,
  });
