import type { TrainingEvent } from '../../../shared/training/events';
import { tellStages } from '../training/tell-stages';
import type { StageProgress, Told } from '../training/training-task';

/** Tells how far a piece of work is that reports by calling back. */
export function stagesOf<T>(
  stage: StageProgress['stage'],
  work: (onPhoto: (done: number, total: number) => void) => Promise<T>,
  clock: () => number,
): AsyncGenerator<TrainingEvent, T, void> {
  return tellStages(told(stage, work), clock);
}

async function* told<T>(
  stage: StageProgress['stage'],
  work: (onPhoto: (done: number, total: number) => void) => Promise<T>,
): Told<T> {
  let news: StageProgress | null = null;
  let wake: () => void = () => undefined;
  const finished = work((done, total) => {
    news = { stage, done, total };
    wake();
  }).then(
    (value) => ({ ok: true as const, value }),
    (thrown: unknown) => ({ ok: false as const, thrown }),
  );
  for (;;) {
    const heard = new Promise<null>((resolve) => (wake = () => resolve(null)));
    // What came between two looks is not waited for again.
    const end = news === null ? await Promise.race([finished, heard]) : null;
    if (news !== null) yield news;
    news = null;
    if (end?.ok === true) return end.value;
    if (end?.ok === false) throw end.thrown;
  }
}
