import type { RunState, RunSummary } from '../../../shared/training/run-summary';
import type { StoredRun } from '../../data/repositories/training-runs';
import type { ActiveRun } from './active-run';
import { folderName } from './chosen-folders';
import { withoutFolders, type FolderNames } from './hide-paths';
import type { RunFolders } from './run-folders';

/** What a page reads instead of the folders of a run. */
export const folderNamesOf = (run: StoredRun, folders: RunFolders): FolderNames =>
  new Map([
    [folders.pathOf(run.folder), 'the run’s folder'],
    [run.order.dataFolder, `“${folderName(run.order.dataFolder)}”`],
  ]);

/** A run as lists show it. @param active the run that goes on, if this is it. */
export function summariseRun(run: StoredRun, active: ActiveRun | null, folders: RunFolders): RunSummary {
  const { id, name, order, createdAt, endedAt, reason, failure, epoch, epochs, seconds, best } = run;
  return {
    id,
    name,
    model: order.model,
    dataName: order.clinic ? 'your patients' : folderName(order.dataFolder),
    clinic: order.clinic !== undefined,
    settings: order.settings,
    seed: order.seed,
    maxMinutes: order.maxMinutes ?? null,
    state: stateOf(run, active),
    createdAt,
    endedAt,
    reason,
    failure: failure && withoutFolders(failure, folderNamesOf(run, folders)),
    epoch,
    epochs,
    seconds,
    best,
    hasModel: folders.hasModel(run.folder),
  };
}

function stateOf({ state }: StoredRun, active: ActiveRun | null): RunState {
  if (state !== 'running' || !active?.endWish) return state;
  return active.endWish === 'stop' ? 'stopping' : 'pausing';
}
