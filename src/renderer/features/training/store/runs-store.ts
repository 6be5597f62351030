import { create } from 'zustand';
import type { RunSummary } from '../../../../shared/training/run-summary';
import { request } from '../../../api/client';
import { coalesce } from '../../../api/coalesce';
import { LOADING, remoteOf, type Remote } from '../../../api/remote';

interface RunsStore {
  /** Newest first. */
  readonly runs: Remote<readonly RunSummary[]>;
}

/** The training runs, kept level with main. */
export const useRuns = create<RunsStore>()(() => ({ runs: LOADING }));

export const refreshRuns = coalesce(async () => {
  const result = await request('training:list', {});
  useRuns.setState({
    runs: remoteOf(result),
  });
});

/** The list with one run replaced; the same list where the run is not in it. */
export function withRun(runs: readonly RunSummary[], run: RunSummary): readonly RunSummary[] {
  const index = runs.findIndex(({ id }) => id === run.id);
  return index < 0 ? runs : runs.with(index, run);
}

export function replaceRun(run: RunSummary): void {
  const { runs } = useRuns.getState();
  if (runs.state === 'loaded')
    useRuns.setState({ runs: { state: 'loaded', value: withRun(runs.value, run) } });
}
