import type { RunProgress } from './checkpoint';
import { NO_LOSSES } from './loss-means';
import type { TrainingRun } from './training-run';

/** Where a run stands between two steps: what its next checkpoint says, less what others know. */
export type Standing = Pick<RunProgress, 'epoch' | 'from' | 'share' | 'losses' | 'best'>;

export const standingOf = (earlier: RunProgress | null): Standing => {
  const { epoch = 0, from = 0, share = 0, losses = NO_LOSSES, best = null } = earlier ?? {};
  return { epoch, from, share, losses, best };
};

/** The time that a run has used, over all its resumed parts. */
export class RunTime {
  private readonly opened: number;

  constructor(private readonly run: Pick<TrainingRun, 'earlier' | 'maxMinutes' | 'surroundings'>) {
    this.opened = run.surroundings.clock();
  }

  get seconds(): number {
    return (this.run.earlier?.seconds ?? 0) + this.run.surroundings.clock() - this.opened;
  }

  /** Share of the time limit that is used; null without a limit. */
  get used(): number | null {
    const { maxMinutes } = this.run;
    return maxMinutes === null ? null : this.seconds / (maxMinutes * 60);
  }

  get isUp(): boolean {
    return (this.used ?? 0) >= 1;
  }
}

/**
 * Share of the planned training that is done, 0–1: by epochs, or by time where that is further. Schedules go by
 * it, so runs with a time limit and a falling learning rate are not the same to the bit.
 */
export const plannedShare = ({ epoch, share }: Standing, epochs: number, time: RunTime): number =>
  Math.min(1, Math.max((epoch + share) / epochs, time.used ?? 0));

/** Null until there is a pace. */
export const secondsLeft = (time: RunTime, planned: number): number | null =>
  planned > 0.002 ? (time.seconds * (1 - planned)) / planned : null;
