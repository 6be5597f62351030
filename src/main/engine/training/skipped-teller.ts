import type { TrainingEvent } from '../../../shared/training/events';
import type { BatchLog } from '../input/photo-batches';

/** Tells each photo that could not be read once, however often it is tried. */
export function skippedTeller({ unreadable }: BatchLog): () => Generator<TrainingEvent, void, void> {
  const told = new Set<string>();
  let next = 0;
  return function* () {
    for (; next < unreadable.length; next += 1) {
      const { file, failure } = unreadable[next] as (typeof unreadable)[number];
      if (told.has(file)) continue;
      told.add(file);
      yield { event: 'skipped', file: failure.file ?? '', message: failure.message };
    }
  };
}
