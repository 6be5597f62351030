import { EventEmitter } from 'node:events';
import { afterEach, expect, it, vi } from 'vitest';
import { startUtility } from '../../../src/main/engine-client/utility-process';

/** A process as Electron gives it: without a number until the system has started it. */
class Child extends EventEmitter {
  pid: number | undefined = undefined;
  readonly stdout = null;
  readonly stderr = null;
  readonly postMessage = (): void => undefined;
}

const { children } = vi.hoisted(() => ({ children: [] as unknown[] }));
vi.mock('electron', () => {
  class MessageChannelMain {
    readonly port1 = { on: () => undefined, start: () => undefined, close: () => undefined };
    readonly port2 = {};
  }
  return { app: {}, MessageChannelMain, utilityProcess: { fork: () => children.at(-1) } };
});
afterEach(() => vi.restoreAllMocks());

const started = () => {
  const child = new Child();
  children.push(child);
  const options = { script: '/reader.js', name: 'Macule reader', log: () => undefined };
  const utility = startUtility(options)(null, { onMessage: () => undefined, onExit: () => undefined });
  return { child, utility };
};

it('ends a process at once, also one that the system is still starting', () => {
  const ended: (number | undefined)[] = [];
  vi.spyOn(process, 'kill').mockImplementation((pid) => {
    ended.push(pid);
    return true;
  });
  const running = started();
  running.child.pid = 41;
  running.utility.kill();
  expect(ended).toEqual([41]);

  const starting = started();
  starting.utility.kill();
  expect(ended).toEqual([41]);
  starting.child.pid = 42;
  starting.child.emit('spawn');
  expect(ended).toEqual([41, 42]);
});
