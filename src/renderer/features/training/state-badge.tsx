import { Check, CircleDashed, Clock, OctagonX, Pause, Play, Square, TriangleAlert } from 'lucide-react';
import type { RunState } from '../../../shared/training/run-summary';
import { stateWord } from './words';
import styles from './state-badge.module.css';

const ICONS: Readonly<Record<RunState, typeof Check>> = {
  queued: Clock,
  running: Play,
  pausing: CircleDashed,
  stopping: CircleDashed,
  paused: Pause,
  interrupted: TriangleAlert,
  finished: Check,
  stopped: Square,
  failed: OctagonX,
};

/** How a run stands, by sign, word and colour. */
export function StateBadge({ state }: { readonly state: RunState }) {
  const Icon = ICONS[state];
  return (
    <span className={styles['badge']} data-state={state}>
      <Icon aria-hidden size={13} /> {stateWord(state)}
    </span>
  );
}
