import { beforeEach, expect, it } from 'vitest';
import type { RunSummary } from '../../../../src/shared/training/run-summary';
import { pauseOnBattery } from '../../../../src/main/services/training/pause-on-battery';

let states: Map<string, RunSummary['state']>;
let resumed: string[];
let held: number[];
let onBatteryPower: boolean;
let tell: Map<'on-battery' | 'on-ac' | 'resume', () => void>;
let changed: () => void;
/** Runs whose new state cannot be written down now. */
let unwritable: readonly string[];
/** Whether the list can be read now. */
let readable: boolean;
let log: string[];

beforeEach(() => {
  states = new Map([
    ['third', 'queued'],
    ['second', 'queued'],
    ['first', 'running'],
    ['done', 'finished'],
  ]);
  [resumed, held, onBatteryPower, tell, unwritable, log] = [[], [], false, new Map(), [], []];
  readable = true;
  changed = pauseOnBattery({
    power: {
      get onBatteryPower() {
        return onBatteryPower;
      },
      on: (event, listener) => void tell.set(event, listener),
    },
    runs: {
      list: () => {
        if (!readable) throw new Error('SQLITE_IOERR');
        return [...states].map(([id, state]) => ({ id, state }) as RunSummary);
      },
      // As the service does: a run that goes on writes its checkpoint first, and each change is told at once.
      pause: (id) => {
        const written = !unwritable.includes(id);
        states.set(id, !written ? 'interrupted' : states.get(id) === 'running' ? 'pausing' : 'paused');
        if (!written) throw new Error('The disk is full.');
        changed();
      },
      resume: (id) => {
        const state = states.get(id);
        if (state !== 'paused' && state !== 'interrupted') throw new Error(`${id} is ${state}`);
        states.set(id, 'queued');
        resumed.push(id);
        changed();
      },
    },
    onHeld: (count) => void held.push(count),
    log: (line) => void log.push(line),
  });
});

const unplug = (): void => {
  onBatteryPower = true;
  tell.get('on-battery')?.();
};
const plugIn = (): void => {
  onBatteryPower = false;
  tell.get('on-ac')?.();
};
const checkpointWritten = (): void => {
  states.set('first', 'paused');
  changed();
};

it('pauses what goes on and what waits, and resumes it in its order', () => {
  unplug();
  expect([...states.values()]).toEqual(['paused', 'paused', 'pausing', 'finished']);
  checkpointWritten();
  expect(resumed).toEqual([]);
  plugIn();
  expect(resumed).toEqual(['first', 'second', 'third']);
  expect(held).toEqual([3, 0]);
});

it('waits for the checkpoint where the mains come back at once', () => {
  unplug();
  plugIn();
  expect(resumed).toEqual(['second', 'third']);
  checkpointWritten();
  expect(resumed).toEqual(['second', 'third', 'first']);
});

it('leaves alone what a person paused, stopped or resumed', () => {
  states = new Map([
    ['by hand', 'paused'],
    ['stopped', 'running'],
    ['resumed', 'queued'],
  ]);
  unplug();
  states.set('stopped', 'stopped');
  states.set('resumed', 'running');
  changed();
  plugIn();
  expect(resumed).toEqual([]);
  expect(held.at(-1)).toBe(0);
});

it('looks anew when the computer wakes: unplugged while it slept, plugged in while it slept, and neither', () => {
  onBatteryPower = true;
  tell.get('resume')?.();
  expect(states.get('first')).toBe('pausing');
  checkpointWritten();
  onBatteryPower = false;
  tell.get('resume')?.();
  expect(resumed).toEqual(['first', 'second', 'third']);
  // Started on battery by a person: waking on battery is no news.
  unplug();
  states.set('first', 'running');
  tell.get('resume')?.();
  expect(states.get('first')).toBe('running');
});

it('ends nothing where a pause cannot be written down: the others pause, and all go on with the mains', () => {
  unwritable = ['second'];
  unplug();
  expect([...states.values()]).toEqual(['paused', 'interrupted', 'pausing', 'finished']);
  expect(log).toEqual([expect.stringContaining('The disk is full.')]);
  checkpointWritten();
  plugIn();
  expect(resumed).toEqual(['first', 'second', 'third']);
});

it('ends nothing where the list cannot be read', () => {
  readable = false;
  unplug();
  changed();
  expect(log).toEqual([expect.stringContaining('SQLITE_IOERR')]);
  readable = true;
  plugIn();
  expect(resumed).toEqual([]);
});
