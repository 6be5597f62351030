import type { TrainingEvent } from '../../../shared/training/events';
import type { Told } from './training-task';

const TELL_EVERY_SECONDS = 1;

/**
 * Tells how far a piece of work is: its first word, its last, and one a second between them.
 * @param clock seconds, monotonic.
 */
export async function* tellStages<T>(
  work: Told<T>,
  clock: () => number,
): AsyncGenerator<TrainingEvent, T, void> {
  let [lastStage, lastTold] = ['', 0];
  for (;;) {
    const step = await work.next();
    if (step.done) return step.value;
    const { stage, done, total } = step.value;
    const due = stage !== lastStage || done === total || clock() - lastTold >= TELL_EVERY_SECONDS;
    if (!due) continue;
    [lastStage, lastTold] = [stage, clock()];
    yield { event: 'stage', stage, done, total };
  }
}
