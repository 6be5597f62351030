/** How often silence is counted, and how long it may last. Milliseconds. */
export interface WatchdogLimits {
  readonly every: number;
  /** While the process starts, which takes long on a busy computer. */
  readonly start: number;
  readonly running: number;
}

/**
 * Calls `onSilence` once nothing was heard for a number of ticks. Ticks are counted instead of time, so
 * that a computer that was asleep for an hour counts as one tick of silence, not as a dead engine.
 */
export class Watchdog {
  private silentTicks = 0;
  private readonly timer: NodeJS.Timeout;

  private limitTicks: number;

  /** @param limits milliseconds; `start` holds until something was heard for the first time. */
  constructor(
    private readonly limits: WatchdogLimits,
    onSilence: () => void,
  ) {
    this.limitTicks = Math.ceil(limits.start / limits.every);
    this.timer = setInterval(() => {
      this.silentTicks += 1;
      if (this.silentTicks < this.limitTicks) return;
      this.stop();
      onSilence();
    }, limits.every);
  }

  heard(): void {
    this.silentTicks = 0;
    this.limitTicks = Math.ceil(this.limits.running / this.limits.every);
  }

  stop(): void {
    clearInterval(this.timer);
  }
}
