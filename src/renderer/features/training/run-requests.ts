import type { RunSummary } from '../../../shared/training/run-summary';
import { request } from '../../api/client';
import { showFailure, showToast } from '../../ui/toast-store';
import { refreshRuns } from './store/runs-store';

type Wish = 'training:pause' | 'training:resume' | 'training:stop' | 'training:show-folder';

const FAILED: Readonly<Record<Wish, string>> = {
  'training:pause': 'was not paused',
  'training:resume': 'was not resumed',
  'training:stop': 'was not stopped',
  'training:show-folder': 'could not be shown',
};

/** Asks main for something about a run; what goes wrong is said. */
export async function ask(wish: Wish, { id, name }: RunSummary): Promise<void> {
  const result = await request(wish, { runId: id });
  if (!result.ok) showFailure(`${name} ${FAILED[wish]}`, result.failure);
  await refreshRuns();
}

/** Takes a run out of the list and offers to undo it. */
export async function removeRun({ id, name }: RunSummary): Promise<void> {
  const result = await request('training:remove', { runId: id });
  if (!result.ok) {
    showFailure(`${name} was not deleted`, result.failure);
    return;
  }
  await refreshRuns();
  showToast({
    title: `${name} deleted`,
    detail: 'Its files go when Macule is closed.',
    action: { label: 'Undo', run: () => void restoreRun(id, name) },
  });
}

async function restoreRun(runId: string, name: string): Promise<void> {
  const result = await request('training:restore', { runId });
  if (!result.ok) showFailure(`${name} could not be brought back`, result.failure);
  await refreshRuns();
}
