import { basename, join } from 'node:path';
import { RUN_FILES } from '../../shared/training/run-record';
import type { ClinicModels } from '../services/models/clinic-models';
import type { ModelExchange } from '../services/models/model-exchange';
import type { Retraining } from '../services/retraining/retraining';
import type { TrainingRuns } from '../services/training/training-runs';
import { MODEL_FILE_EXTENSION } from '../vault/model-file';
import type { Handle } from './handle';

export interface ModelHandlers {
  readonly handle: Handle;
  readonly models: ClinicModels;
  readonly runs: Pick<TrainingRuns, 'folderOf' | 'nameOf'>;
  readonly retraining: Pick<Retraining, 'approve'>;
  readonly exchange: ModelExchange;
  /** Asks where to write a model, or which file to read; null where the dialog was closed. */
  readonly chooseTarget: (suggested: string) => Promise<string | null>;
  readonly chooseFile: () => Promise<string | null>;
  /** Writes a file whole or not at all. */
  readonly write: (file: string, content: Uint8Array) => Promise<void>;
  /** Who is at the computer; null in a library without users. */
  readonly userName: () => string | null;
}

/** Answers the requests about the detectors that photos are analysed with. */
export function handleModels(options: ModelHandlers): void {
  const { handle, models, runs, retraining, exchange, chooseTarget, chooseFile, write, userName } = options;
  handle('models:list', () => models.list());
  handle('models:card', ({ id }) => models.illustratedCard(id));
  handle('models:adopt', async ({ runId }) => {
    const folder = join(runs.folderOf(runId), RUN_FILES.model);
    const approval = await retraining.approve(runId, userName());
    const id = await models.adopt(folder, runs.nameOf(runId), (model) =>
      Promise.resolve(approval?.card(model) ?? null),
    );
    approval?.keep(id);
    return id;
  });
  handle('models:export', async ({ id }) => {
    const content = await exchange.pack(id);
    const file = await chooseTarget(`${id}.${MODEL_FILE_EXTENSION}`);
    if (file === null) return null;
    await write(file, content);
    return { fileName: basename(file), fingerprint: exchange.fingerprint };
  });
  handle('models:look-at-file', async () => {
    const file = await chooseFile();
    return file === null ? null : exchange.look(file);
  });
  handle('models:import', ({ offerId, acceptSigner }) => exchange.import(offerId, acceptSigner, userName()));
  handle('models:use', ({ id }) => {
    models.use(id);
    return null;
  });
}
