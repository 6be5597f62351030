import type { PhotoPreparer } from '../../input/photo-preparer';
import { inThisThread } from '../../input/photo-preparer';
import { openPhotoWorkers } from '../../input/photo-workers';
import { SEED_PREPARATION, type PreparationSettings } from '../../ml/augment/preparation';
import type { TaskOrder } from '../training-task';

const MOST_WORKERS = 4;

/** The seed study's preparation at the run's size, without variation where the run wants none. */
export function preparationOf({ settings }: Pick<TaskOrder, 'settings'>): PreparationSettings {
  const still = { flip: 0, shear: [0, 0], scale: [1, 1] } as const;
  return { ...SEED_PREPARATION, side: settings.side, ...(settings.augment ? {} : still) };
}

/** Photos are prepared in threads beside the engine's where there is a worker for it: half as many as it has. */
export function openPreparer(
  { photoWorker, threads }: Pick<TaskOrder, 'photoWorker' | 'threads'>,
  settings: PreparationSettings,
): PhotoPreparer {
  if (photoWorker === null) return inThisThread(settings);
  const workers = Math.min(MOST_WORKERS, Math.ceil(threads / 2));
  return openPhotoWorkers(photoWorker, workers, settings);
}
