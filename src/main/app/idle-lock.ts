import { powerMonitor } from 'electron';
import { orLog } from '../services/or-log';

const LOOK_EVERY_MS = 15_000;

/**
 * Locks the library when nobody has touched the computer for a while, and when the system locks its screen or sleeps.
 * @param minutes until then; null = never. Where it cannot be read, what was read last holds.
 */
export function lockWhenIdle(
  minutes: () => number | null,
  lock: () => void,
  log: (line: string) => void,
): void {
  let after: number | null = null;
  // A drive that is gone, as it may be when the computer wakes, must not end the app.
  const orNote = (work: () => void): void => orLog(log, 'the lock after idle time failed', work);
  const lockIf = (isTime: (after: number) => boolean): void => {
    orNote(() => {
      after = minutes();
    });
    if (after !== null && isTime(after)) orNote(lock);
  };
  powerMonitor.on('lock-screen', () => lockIf(() => true));
  powerMonitor.on('suspend', () => lockIf(() => true));
  setInterval(() => lockIf((wanted) => powerMonitor.getSystemIdleTime() >= wanted * 60), LOOK_EVERY_MS);
}
