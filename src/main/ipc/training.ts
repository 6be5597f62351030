import { stat } from 'node:fs/promises';
import type { EngineClient } from '../engine-client/engine-client';
import type { ChosenFolders } from '../services/training/chosen-folders';
import type { PhotoReader } from '../reader-client/photo-reader';
import type { Retraining } from '../services/retraining/retraining';
import type { TrainingRuns } from '../services/training/training-runs';
import type { Handle } from './handle';

export interface TrainingHandlers {
  readonly handle: Handle;
  readonly runs: TrainingRuns;
  readonly retraining: Pick<Retraining, 'refuseWithdrawn'>;
  readonly engine: Pick<EngineClient, 'trainable'>;
  /** Reads the labels of a folder. */
  readonly reader: Pick<PhotoReader, 'inspect'>;
  readonly folders: ChosenFolders;
  /** Asks for a folder; null where the dialog was closed. */
  readonly chooseFolder: () => Promise<string | null>;
  /** Shows a folder in the system's file manager. */
  readonly showFolder: (path: string) => void;
}

/** Answers the requests about training runs. */
export function handleTraining(options: TrainingHandlers): void {
  const { handle, runs, retraining, engine, reader, folders, chooseFolder, showFolder } = options;

  handle('training:list', () => runs.list());
  handle('training:models', async () => [...(await engine.trainable())]);
  handle('training:course', ({ runId }) => runs.course(runId));
  handle('training:recent-data', async () => {
    const there = await Promise.all(
      runs.dataFolders().map(async (path) => ((await isFolder(path)) ? [path] : [])),
    );
    return there.flat().map((path) => folders.add(path));
  });
  handle('training:choose-data', async () => {
    const path = await chooseFolder();
    return path === null ? null : folders.add(path);
  });
  handle('training:inspect-data', ({ dataId }) => {
    const path = folders.pathOf(dataId);
    return reader.inspect(folders.add(path), path);
  });
  handle('training:order', (order) => runs.order(order, folders.pathOf(order.dataId)));
  handle('training:pause', ({ runId }) => done(runs.pause(runId)));
  handle('training:resume', ({ runId }) => {
    retraining.refuseWithdrawn(runId);
    return done(runs.resume(runId));
  });
  handle('training:stop', ({ runId }) => done(runs.stop(runId)));
  handle('training:remove', ({ runId }) => done(runs.remove(runId)));
  handle('training:restore', ({ runId }) => done(runs.restore(runId)));
  handle('training:show-folder', ({ runId }) => done(showFolder(runs.folderOf(runId))));
}

/** What a request answers that has nothing to say. */
const done = (_: void): null => null;

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
