import type { RunSummary } from '../../../shared/training/run-summary';
import { onEvent } from '../../api/client';
import { showToast } from '../../ui/toast-store';
import { noteFetched, refreshBackbones, useBackbones } from './store/backbones-store';
import { addToCourse, reloadCourses } from './store/courses-store';
import { refreshDetectors } from './store/detectors-store';
import { refreshRuns, replaceRun, useRuns } from './store/runs-store';

/** Keeps the stores of this screen level with main. */
export function connectTraining(): void {
  onEvent('training:changed', () => {
    const before = useRuns.getState().runs;
    void refreshRuns().then(() => {
      const after = useRuns.getState().runs;
      if (before.state === 'loaded' && after.state === 'loaded') announce(before.value, after.value);
    });
    reloadCourses();
  });
  onEvent('training:held', ({ runs }) => {
    if (runs > 0)
      showToast({
        title: 'Training is paused: the computer runs on its battery',
        detail: 'It goes on by itself on the mains. Resume it by hand to go on now.',
      });
  });
  onEvent('models:changed', () => void refreshDetectors());
  onEvent('training:progress', ({ run, first, events }) => {
    replaceRun(run);
    addToCourse(run.id, first, events);
  });
  onEvent('backbones:changed', () => {
    if (useBackbones.getState().backbones.state !== 'loading') void refreshBackbones();
  });
  onEvent('backbones:progress', ({ id, done }) => noteFetched(id, done));
  void refreshRuns();
  void refreshDetectors();
}

const ENDED = new Set(['finished', 'failed', 'interrupted']);

/** Says of runs that have ended by themselves that they have. */
function announce(before: readonly RunSummary[], after: readonly RunSummary[]): void {
  for (const run of after) {
    const was = before.find(({ id }) => id === run.id)?.state;
    if (was === undefined || ENDED.has(was) || !ENDED.has(run.state)) continue;
    if (run.state === 'finished') showToast({ title: `${run.name}: training is done` });
    else if (was !== 'queued')
      showToast({
        title: `${run.name}: training ${run.state === 'failed' ? 'failed' : 'was interrupted'}`,
        ...(run.failure ? { detail: run.failure.message } : {}),
        tone: 'problem',
      });
  }
}
