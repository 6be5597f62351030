import type { RunSummary } from '../../../shared/training/run-summary';

/** What Electron's `setProgressBar` takes for "no progress", and for "going on, but who knows how far". */
const NONE = -1;
const UNKNOWN = 2;

/** How far the run that goes on is, as the taskbar shows it: 0–1, 2 while that is not known, −1 where none goes on. */
export function taskbarProgress(runs: readonly Pick<RunSummary, 'state' | 'epoch' | 'epochs'>[]): number {
  const going = runs.find(({ state }) => ['running', 'pausing', 'stopping'].includes(state));
  if (!going) return NONE;
  return going.epochs === null ? UNKNOWN : Math.min(1, going.epoch / going.epochs);
}
