import { powerMonitor } from 'electron';

const LOOK_EVERY_MS = 15_000;

/**
 * Locks the library when nobody has touched the computer for a while, and when the system locks its screen or sleeps.
 * @param minutes until then; null = never.
 */
export function lockWhenIdle(minutes: () => number | null, lock: () => void): void {
  const lockIfWanted = (): void => {
    if (minutes() !== null) lock();
  };
  powerMonitor.on('lock-screen', lockIfWanted);
  powerMonitor.on('suspend', lockIfWanted);
  setInterval(() => {
    const after = minutes();
    if (after !== null && powerMonitor.getSystemIdleTime() >= after * 60) lock();
  }, LOOK_EVERY_MS);
}
