import { join } from 'node:path';
import { RUN_FILES } from '../../shared/training/run-record';
import type { ClinicModels } from '../services/models/clinic-models';
import type { Retraining } from '../services/retraining/retraining';
import type { TrainingRuns } from '../services/training/training-runs';
import type { Handle } from './handle';

export interface ModelHandlers {
  readonly handle: Handle;
  readonly models: ClinicModels;
  readonly runs: Pick<TrainingRuns, 'folderOf' | 'nameOf'>;
  readonly retraining: Pick<Retraining, 'approve'>;
  /** Who is at the computer; null in a library without users. */
  readonly userName: () => string | null;
}

/** Answers the requests about the detectors that photos are analysed with. */
export function handleModels({ handle, models, runs, retraining, userName }: ModelHandlers): void {
  handle('models:list', () => models.list());
  handle('models:card', ({ id }) => models.card(id));
  handle('models:adopt', async ({ runId }) => {
    const folder = join(runs.folderOf(runId), RUN_FILES.model);
    const approval = await retraining.approve(runId, userName());
    const id = await models.adopt(folder, runs.nameOf(runId), (model) =>
      Promise.resolve(approval?.card(model) ?? null),
    );
    approval?.keep(id);
    return id;
  });
  handle('models:use', ({ id }) => {
    models.use(id);
    return null;
  });
}
