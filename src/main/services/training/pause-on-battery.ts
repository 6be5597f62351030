import type { RunSummary } from '../../../shared/training/run-summary';
import { orLog } from '../or-log';
import type { TrainingRuns } from './training-runs';

/** What tells whether the computer runs on its battery; Electron's `powerMonitor`. */
export interface PowerSource {
  readonly onBatteryPower: boolean;
  on(event: 'on-battery' | 'on-ac' | 'resume', listener: () => void): void;
}

export interface PauseOnBatteryOptions {
  readonly power: PowerSource;
  readonly runs: Pick<TrainingRuns, 'list' | 'pause' | 'resume'>;
  /** Is told how many runs wait for the mains, whenever that changes. */
  readonly onHeld: (count: number) => void;
  readonly log: (line: string) => void;
}

const GOES_ON: ReadonlySet<RunSummary['state'] | null> = new Set(['running', 'queued']);
/** As a run that was paused stands; one whose pause could not be written down is shown as interrupted. */
const WAITS: ReadonlySet<RunSummary['state'] | null> = new Set(['pausing', 'paused', 'interrupted']);

/**
 * Pauses training while the computer runs on its battery, with a checkpoint, and resumes it on the mains. A run that
 * a person starts or resumes on battery goes on: that is a choice.
 * @returns what to call whenever a run has begun or ended.
 */
export function pauseOnBattery({ power, runs, onHeld, log }: PauseOnBatteryOptions): () => void {
  let held: readonly string[] = [];
  let onMains = !power.onBatteryPower;
  const hold = (ids: readonly string[]): void => {
    if (ids.length === held.length) return;
    held = ids;
    onHeld(ids.length);
  };
  const stateOf = (id: string): RunSummary['state'] | null =>
    runs.list().find((run) => run.id === id)?.state ?? null;

  // The system tells it outside any request: a database that fails then must end neither the app nor other pauses.
  const orNote = (work: () => void): void => orLog(log, 'training: pausing on battery failed', work);

  const onBattery = (): void => {
    // Those that wait first, or each would begin as the one before it stops. The list is newest first, the queue not.
    const going = runs.list().filter(({ state }) => GOES_ON.has(state));
    const queued = going.filter(({ state }) => state === 'queued');
    const running = going.filter(({ state }) => state === 'running');
    for (const { id } of [...queued, ...running]) orNote(() => runs.pause(id));
    // Only now: each pause tells of itself, and those that still go on then would be taken for resumed ones.
    hold([...held, ...running.map(({ id }) => id), ...queued.map(({ id }) => id).reverse()]);
  };
  const settle = (): void => {
    // A person may have stopped, removed or resumed one meanwhile.
    const waiting = held.filter((id) => WAITS.has(stateOf(id)));
    if (power.onBatteryPower) return hold(waiting);
    // One that still writes its checkpoint is resumed once that is done.
    const ready = waiting.filter((id) => stateOf(id) !== 'pausing');
    hold(waiting.filter((id) => !ready.includes(id)));
    for (const id of ready) orNote(() => runs.resume(id));
  };
  const look = (): void => {
    const wasOnMains = onMains;
    onMains = !power.onBatteryPower;
    if (wasOnMains && !onMains) onBattery();
    else settle();
  };
  const lookOrNote = (): void => orNote(look);
  power.on('on-battery', lookOrNote);
  power.on('on-ac', lookOrNote);
  // What changed while the computer slept was told to nobody.
  power.on('resume', lookOrNote);
  return () => orNote(settle);
}
