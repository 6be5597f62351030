import { join, resolve } from 'node:path';
import type { TrainingSurroundings } from '../../src/main/engine/jobs/train';
import type { TrainingEvent } from '../../src/shared/training/events';

/** What a training run in a test takes from its surroundings: one thread, photos prepared in it. */
export const trainingSurroundings = (folder: string): TrainingSurroundings => ({
  threads: 1,
  cacheFolder: join(folder, 'cache'),
  pretrainedFolder: resolve(import.meta.dirname, '../../assets/pretrained'),
  photoWorker: null,
  versions: { macule: '9.8.7' },
  clock: () => performance.now() / 1000,
  now: () => new Date(),
});

/** All events of a run but those of stages, which depend on time. */
export async function collectEvents(
  run: AsyncIterable<TrainingEvent>,
  onEvent: (event: TrainingEvent) => void = () => undefined,
): Promise<readonly Exclude<TrainingEvent, { event: 'stage' }>[]> {
  const events: Exclude<TrainingEvent, { event: 'stage' }>[] = [];
  for await (const event of run) {
    onEvent(event);
    if (event.event !== 'stage') events.push(event);
  }
  return events;
}
