import { cancelledTraining } from './cancelled-training';
import type { Told } from './training-task';

/** Work that is done before anything could be said about it. */
// eslint-disable-next-line @typescript-eslint/require-await, require-yield -- the form is that of longer work
export async function* doneAtOnce<T>(result: T): Told<T> {
  return result;
}

/**
 * Ends work between two words.
 * @throws MaculeError `cancelled` once the signal aborts.
 */
export async function* unlessCancelled<T>(work: Told<T>, signal: AbortSignal | undefined): Told<T> {
  try {
    for (;;) {
      const step = await work.next();
      if (step.done) return step.value;
      yield step.value;
      if (signal?.aborted) throw cancelledTraining();
    }
  } finally {
    await work.return(undefined as T);
  }
}
