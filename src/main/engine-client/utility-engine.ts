import { MessageChannelMain, utilityProcess } from 'electron';
import type { StartEngine } from './engine-process';

/**
 * Runs the engine as an Electron utility process.
 * @param script path of the built engine.
 * @param log receives what the engine writes to its standard streams.
 */
export const utilityEngine =
  (script: string, log: (line: string) => void): StartEngine =>
  (connect, events) => {
    const child = utilityProcess.fork(script, [], { serviceName: 'Macule engine', stdio: 'pipe' });
    const { port1: ours, port2: theirs } = new MessageChannelMain();
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => log(chunk.toString('utf8').trimEnd()));
    }
    ours.on('message', ({ data }) => events.onMessage(data));
    ours.start();
    child.once('exit', (code) => {
      ours.close();
      events.onExit(code);
    });
    child.postMessage(connect, [theirs]);
    return { send: (message) => ours.postMessage(message), kill: () => endProcess(child.pid) };
  };

/** Ends a process that may not be listening any more. */
function endProcess(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(pid, 'SIGKILL');
  } catch (thrown) {
    // ESRCH: it is gone already, which is what was wanted.
    if ((thrown as NodeJS.ErrnoException).code !== 'ESRCH') throw thrown;
  }
}
