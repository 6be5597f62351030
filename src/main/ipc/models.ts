import { join } from 'node:path';
import { RUN_FILES } from '../../shared/training/run-record';
import type { ClinicModels } from '../services/models/clinic-models';
import type { TrainingRuns } from '../services/training/training-runs';
import type { Handle } from './handle';

export interface ModelHandlers {
  readonly handle: Handle;
  readonly models: ClinicModels;
  readonly runs: Pick<TrainingRuns, 'folderOf' | 'nameOf'>;
}

/** Answers the requests about the detectors that photos are analysed with. */
export function handleModels({ handle, models, runs }: ModelHandlers): void {
  handle('models:list', () => models.list());
  handle('models:adopt', ({ runId }) =>
    models.adopt(join(runs.folderOf(runId), RUN_FILES.model), runs.nameOf(runId)),
  );
  handle('models:use', ({ id }) => {
    models.use(id);
    return null;
  });
}
