import type { ChildProcess } from 'node:child_process';
import type { StartReader } from '../../src/main/reader-client/photo-reader';

/**
 * A forked process as a reader of photos.
 * @param memory bytes that it holds.
 */
export function forkedReader(
  child: ChildProcess,
  events: Parameters<StartReader>[1],
  memory: () => number,
): ReturnType<StartReader> {
  child.on('message', (message) => events.onMessage(message));
  child.once('exit', (code) => events.onExit(code));
  child.on('error', () => undefined);
  return {
    send: (message) => {
      if (child.connected) child.send(message as object);
    },
    kill: () => void child.kill('SIGKILL'),
    memory,
  };
}
