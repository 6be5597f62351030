import { fork } from 'node:child_process';
import { rmSync } from 'node:fs';
import { probeOutcomeSchema, type ProbeOutcome, type RunProbe } from '../../../shared/engine/probe';

/**
 * Runs probes in plain Node children: on the command line and in tests. In the app, main starts utility
 * processes instead, because packages cannot run as Node.
 * @param script path of the built probe.
 */
export const forkProbe =
  (script: string): RunProbe =>
  (task, limit) =>
    new Promise<ProbeOutcome>((resolve) => {
      // Options of this process, such as a debugger's port, are not for the child.
      const child = fork(script, [], { execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
      // This process ends in an orderly way: the engine is not to blame that its test does.
      const forgive = (): void => {
        if (task.kind !== 'tensorflow' && task.marker !== null) rmSync(task.marker, { force: true });
      };
      process.once('exit', forgive);
      const end = (outcome: ProbeOutcome): void => {
        clearTimeout(timer);
        process.off('exit', forgive);
        resolve(outcome);
        child.removeAllListeners();
        // What comes after the outcome is of no concern, failures to deliver included.
        child.on('error', () => undefined);
        child.kill('SIGKILL');
      };
      const timer = setTimeout(() => end({ ended: 'timed-out' }), limit);
      child.once('message', (message) => {
        const parsed = probeOutcomeSchema.safeParse(message);
        end(parsed.success ? parsed.data : { ended: 'crashed', how: 'answered nonsense' });
      });
      child.once('exit', (code, signal) => end({ ended: 'crashed', how: howItEnded(code, signal) }));
      child.once('error', (error) => end({ ended: 'failed', message: error.message }));
      child.send(task);
    });

const howItEnded = (code: number | null, signal: NodeJS.Signals | null): string =>
  signal ? `was ended by ${signal}` : `ended with code ${code ?? 'none'}`;
