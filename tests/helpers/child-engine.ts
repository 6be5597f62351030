import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { StartEngine } from '../../src/main/engine-client/engine-process';

const SCRIPT = fileURLToPath(new URL('fake-engine.mjs', import.meta.url));

/** Runs the fake engine as a real child process. `environment` is asked at every start. */
export const childEngine =
  (environment: () => Readonly<Record<string, string>> = () => ({})): StartEngine =>
  (connect, events) => {
    const child = fork(SCRIPT, {
      env: { ...process.env, ...environment() },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    child.on('message', (message) => events.onMessage(message));
    child.once('exit', (code) => events.onExit(code));
    // A message to a process that has just ended can't be delivered; its end is reported by `exit`.
    child.on('error', () => undefined);
    const send = (message: unknown): void => {
      if (child.connected) child.send(message as object);
    };
    send(connect);
    return { send, kill: () => void child.kill('SIGKILL') };
  };
