/**
 * Calls `onSilence` once nothing was heard for a number of ticks. Ticks are counted instead of time, so
 * that a computer that was asleep for an hour counts as one tick of silence, not as a dead engine.
 */
export class Watchdog {
  private silentTicks = 0;
  private readonly timer: NodeJS.Timeout;

  constructor(tickMs: number, limitTicks: number, onSilence: () => void) {
    this.timer = setInterval(() => {
      this.silentTicks += 1;
      if (this.silentTicks < limitTicks) return;
      this.stop();
      onSilence();
    }, tickMs);
  }

  heard(): void {
    this.silentTicks = 0;
  }

  stop(): void {
    clearInterval(this.timer);
  }
}
