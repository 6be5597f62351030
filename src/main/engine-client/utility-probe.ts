import { rmSync } from 'node:fs';
import { utilityProcess } from 'electron';
import type { PictureKeys } from '../../shared/engine/picture-keys';
import { probeOutcomeSchema, type ProbeOutcome } from '../../shared/engine/probe';
import type { StartProbe } from './running-probe';

/**
 * Runs probes as Electron utility processes, which work in packages too.
 * @param script path of the built probe.
 * @param pictureKeys open the clinic's own models.
 */
export const utilityProbe =
  (script: string, pictureKeys: PictureKeys): StartProbe =>
  (task, limit) => {
    const child = utilityProcess.fork(script, [], { serviceName: 'Macule probe', stdio: 'ignore' });
    let abandon = (): void => undefined;
    const outcome = new Promise<ProbeOutcome>((resolve) => {
      const end = (how: ProbeOutcome): void => {
        clearTimeout(timer);
        child.removeAllListeners();
        child.kill();
        resolve(how);
      };
      const timer = setTimeout(() => end({ ended: 'timed-out' }), limit);
      child.once('message', (message: unknown) => {
        const parsed = probeOutcomeSchema.safeParse(message);
        end(parsed.success ? parsed.data : { ended: 'crashed', how: 'answered nonsense' });
      });
      child.once('exit', (code) => end({ ended: 'crashed', how: `ended with code ${code}` }));
      abandon = () => {
        if (task.kind !== 'tensorflow' && task.marker !== null) rmSync(task.marker, { force: true });
        end({ ended: 'failed', message: 'Macule was closed.' });
      };
    });
    child.postMessage(task.kind === 'tiles' ? { ...task, pictureKeys } : task);
    return { outcome, abandon: () => abandon() };
  };
