import { app, MessageChannelMain, utilityProcess } from 'electron';
import type { EngineProcess, EngineProcessEvents } from './engine-process';

/** Lines that are kept of what a process last wrote. */
const LAST_LINES = 30;

export interface UtilityOptions {
  /** Path of the built script. */
  readonly script: string;
  /** How the process is called in task managers. */
  readonly name: string;
  /**
   * Receives the last words of a process that ended by itself; what it writes while all is well is noise of the
   * libraries it is made of.
   */
  readonly log: (line: string) => void;
}

export interface UtilityProcess extends EngineProcess {
  /** Memory that it holds now, bytes; 0 while it is not there. */
  memory(): number;
}

/** Starts scripts as Electron utility processes that talk over a port of their own. */
export const startUtility =
  <Connect>({ script, name, log }: UtilityOptions) =>
  (connect: Connect, events: EngineProcessEvents): UtilityProcess => {
    const child = utilityProcess.fork(script, [], { serviceName: name, stdio: 'pipe' });
    const { port1: ours, port2: theirs } = new MessageChannelMain();
    let lastLines: readonly string[] = [];
    let killed = false;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        const lines = text.split('\n').filter((line) => line.trim() !== '');
        lastLines = [...lastLines, ...lines].slice(-LAST_LINES);
      });
    }
    ours.on('message', ({ data }) => events.onMessage(data));
    ours.start();
    child.once('exit', (code) => {
      ours.close();
      if (!killed) for (const line of lastLines) log(line);
      events.onExit(code);
    });
    child.postMessage(connect, [theirs]);
    return {
      send: (message) => ours.postMessage(message),
      memory: () =>
        (app.getAppMetrics().find(({ pid }) => pid === child.pid)?.memory.workingSetSize ?? 0) * 1024,
      kill: () => {
        killed = true;
        // It has no number yet while the system starts it.
        if (child.pid === undefined) child.once('spawn', () => endProcess(child.pid));
        else endProcess(child.pid);
      },
    };
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
