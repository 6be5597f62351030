import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { lockWhenIdle } from '../../../src/main/app/idle-lock';

const { power } = vi.hoisted(() => ({ power: { idle: 0, told: new Map<string, () => void>() } }));
vi.mock('electron', () => ({
  powerMonitor: {
    on: (event: string, listener: () => void) => power.told.set(event, listener),
    getSystemIdleTime: () => power.idle,
  },
}));

let wanted: number | null;
let readable: boolean;
let locks: number;
let log: string[];
beforeEach(() => {
  vi.useFakeTimers();
  [wanted, readable, locks, log, power.idle] = [5, true, 0, [], 0];
  lockWhenIdle(
    () => {
      if (!readable) throw new Error('SQLITE_IOERR');
      return wanted;
    },
    () => (locks += 1),
    (line) => log.push(line),
  );
});
afterEach(() => vi.useRealTimers());

it('locks once nobody has touched the computer for as long as was chosen, and when it sleeps', () => {
  power.idle = 299;
  vi.advanceTimersByTime(15_000);
  expect(locks).toBe(0);
  power.idle = 300;
  vi.advanceTimersByTime(15_000);
  power.told.get('suspend')?.();
  expect(locks).toBe(2);
  wanted = null;
  power.told.get('lock-screen')?.();
  expect(locks).toBe(2);
});

it('goes by what was chosen last while the library cannot be read, and ends nothing', () => {
  vi.advanceTimersByTime(15_000);
  readable = false;
  power.idle = 300;
  vi.advanceTimersByTime(15_000);
  expect([locks, log.length]).toEqual([1, 1]);
});
