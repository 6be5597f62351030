import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { cancelOnSignals } from '../../../src/main/cli/cancel-on-signals';

function listening() {
  const emitter = new EventEmitter();
  const exits: number[] = [];
  let now = 1000;
  const signal = cancelOnSignals(
    { on: (name, listener) => emitter.on(name, listener), exit: (code) => exits.push(code) },
    () => now,
    130,
  );
  return { signal, exits, press: (at: number, name = 'SIGINT') => ((now = at), emitter.emit(name)) };
}

it('cancels at the first signal', () => {
  const { signal, exits, press } = listening();
  expect(signal.aborted).toBe(false);
  press(2000, 'SIGTERM');
  expect(signal.aborted).toBe(true);
  expect(exits).toEqual([]);
});

it('takes one press that arrives twice for one', () => {
  const { exits, press } = listening();
  press(2000);
  press(2020);
  expect(exits).toEqual([]);
});

it('exits at once at a second press', () => {
  const { exits, press } = listening();
  press(2000);
  press(2600);
  expect(exits).toEqual([130]);
});
