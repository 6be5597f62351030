import type { ElectronApplication, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { EngineStatus } from '../../../src/shared/engine/status';

/** Process id of a process of the app; null while there is none of that name. */
export const processNamed = (electron: ElectronApplication, wanted: string): Promise<number | null> =>
  electron.evaluate(
    ({ app }, named) => app.getAppMetrics().find(({ name }) => name === named)?.pid ?? null,
    wanted,
  );

/** Process id of the engine; null while there is none. */
export const enginePid = (electron: ElectronApplication): Promise<number | null> =>
  processNamed(electron, 'Macule engine');

export const engineStatus = (page: Page): Promise<EngineStatus> =>
  page.evaluate(async () => {
    const result = await window.macule.request('engine:status', {});
    if (!result.ok) throw new Error(result.failure.message);
    return result.value;
  });

/** Resolves with the process id of an engine that is ready and is not the one given. */
export async function engineReady(
  electron: ElectronApplication,
  page: Page,
  other: number | null = null,
): Promise<number> {
  let ready: number | null = null;
  const look = async (): Promise<boolean> => {
    const pid = await enginePid(electron);
    if (pid === other || (await engineStatus(page)).process !== 'ready') return false;
    ready = pid;
    return pid !== null;
  };
  await expect.poll(look, { timeout: 60_000 }).toBe(true);
  if (ready === null) throw new Error('There is no engine process.');
  return ready;
}

/** Sends a signal to the engine, as an operating system short of memory would. */
export async function signalEngine(electron: ElectronApplication, signal: NodeJS.Signals): Promise<number> {
  const pid = await enginePid(electron);
  if (pid === null) throw new Error('There is no engine process.');
  process.kill(pid, signal);
  return pid;
}
