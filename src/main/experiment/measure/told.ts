import type { Told } from '../../engine/training/training-task';
import type { Measuring } from '../run-experiment';

/** Work of the engine as work of measuring: what it says about how far it is goes on. */
export async function* told<T>(work: Told<T>): AsyncGenerator<Measuring, T> {
  for (;;) {
    const step = await work.next();
    if (step.done) return step.value;
    yield { event: 'measuring', done: step.value.done, total: step.value.total };
  }
}
