import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { dropFiles } from './harness/drop-files';
import { engineReady, engineStatus, signalEngine } from './harness/engine-process';
import { lesionMapSettled, saveScreenshot } from './harness/macule-app';
import { savePhantom } from './harness/phantom-files';
import { listPhotos } from './harness/requests';
import { withMacule } from './harness/with-macule';

/** Large enough for the working size, at which an analysis takes a second and more, wherever it is caught. */
const LARGE = { width: 1600, height: 1200, seed: 11 } as const;

/** A photo under which the engine ended this often is not queued again by itself. */
const MAX_ATTEMPTS = 2;

const stateOf = async (page: Page) => (await listPhotos(page))[0]?.analysis;

async function analysisRunning(page: Page): Promise<void> {
  await expect
    .poll(async () => (await stateOf(page))?.state, { timeout: 60_000, interval: 20 })
    .toBe('running');
}

async function importLarge(page: Page, pictures: string): Promise<void> {
  const { path } = await savePhantom(pictures, 'large.jpg', LARGE);
  await dropFiles(page, [path]);
  await analysisRunning(page);
}

const ENDED = { state: 'failed', failure: { kind: 'engine-stopped', retryable: true } };

describe('the engine process', () => {
  test('killed in the middle of a run: the job is told so, and runs again in the next engine', async () => {
    await withMacule(async ({ electron, page }, { pictures }) => {
      await engineReady(electron, page);
      await importLarge(page, pictures);
      const dead = await signalEngine(electron, 'SIGKILL');
      await expect.poll(() => stateOf(page), { timeout: 10_000, interval: 20 }).toMatchObject(ENDED);
      await engineReady(electron, page, dead);
      await lesionMapSettled(page);
      expect((await stateOf(page))?.state).toBe('done');
      await saveScreenshot(page, 'engine-recovered');
    });
  });

  test('killed by the same photo each time: the photo is left alone until a person tries again', async () => {
    await withMacule(async ({ electron, page }, { pictures }) => {
      let pid = await engineReady(electron, page);
      await importLarge(page, pictures);
      for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
        await analysisRunning(page);
        await signalEngine(electron, 'SIGKILL');
        await expect.poll(() => stateOf(page), { timeout: 10_000, interval: 20 }).toMatchObject(ENDED);
        pid = await engineReady(electron, page, pid);
      }
      expect(await stateOf(page)).toMatchObject(ENDED);
      await page.getByText('The analysis failed').waitFor();
      await saveScreenshot(page, 'engine-killed');
      await page.getByRole('button', { name: 'Try again' }).click();
      await lesionMapSettled(page);
      expect((await stateOf(page))?.state).toBe('done');
    });
  });

  test('hanging: it is replaced, and the window answers all the while', async () => {
    await withMacule(async ({ electron, page }, { pictures }) => {
      await engineReady(electron, page);
      await importLarge(page, pictures);
      const dead = await signalEngine(electron, 'SIGSTOP');
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
      await page.keyboard.press('Escape');
      await expect.poll(() => stateOf(page), { timeout: 60_000, interval: 20 }).toMatchObject(ENDED);
      await engineReady(electron, page, dead);
      await lesionMapSettled(page);
    });
  });

  test('crashing again and again: it is given up, and a person can start it', async () => {
    await withMacule(async ({ electron, page }) => {
      let pid: number | null = null;
      while ((await engineStatus(page)).process !== 'stopped') {
        if ((await engineStatus(page)).process !== 'ready') continue;
        pid = await signalEngine(electron, 'SIGKILL');
        await expect.poll(async () => (await engineStatus(page)).process).not.toBe('ready');
      }
      await page.getByText('Engine stopped').waitFor();
      await saveScreenshot(page, 'engine-given-up');
      await page.getByRole('button', { name: 'Restart engine' }).first().click();
      await engineReady(electron, page, pid);
    });
  });
});
