import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { renderDataset } from '../../src/main/experiment/render/render-dataset';
import type { RunSummary } from '../../src/shared/training/run-summary';
import { environment } from './harness/environment';
import { saveScreenshot, startMacule } from './harness/macule-app';
import { createWorkFolder, type WorkFolder } from './harness/work-folder';

let folder: WorkFolder;
beforeAll(async () => {
  folder = await createWorkFolder();
  await renderDataset(join(folder.pictures, 'rendered-faces'), {
    photos: 40,
    seed: 5,
    side: 256,
    fractions: { train: 0.6, valid: 0.3, test: 0.1 },
  });
});
afterAll(() => folder.remove());

/** Answers the next dialog for a folder, which only the system could draw. */
const answerFolderDialog = (electron: ElectronApplication, path: string): Promise<void> =>
  electron.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
  }, path);

const listRuns = (page: Page): Promise<readonly RunSummary[]> =>
  page.evaluate(async () => {
    const result = await window.macule.request('training:list', {});
    if (!result.ok) throw new Error(result.failure.message);
    return result.value;
  });

const EPOCHS = 8;

/** Closes the window as its own button does, and answers the question that follows. */
const closeWindow = (
  electron: ElectronApplication,
  answer: 'keep training' | 'pause and quit',
): Promise<void> =>
  electron.evaluate(
    ({ BrowserWindow, dialog }, response) => {
      dialog.showMessageBox = () => Promise.resolve({ response, checkboxChecked: false });
      BrowserWindow.getAllWindows()[0]?.close();
    },
    answer === 'keep training' ? 0 : 1,
  );

const isWindowVisible = (electron: ElectronApplication): Promise<boolean> =>
  electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible() ?? false);

/** Starts Macule while it runs: the second start hands over to the first and ends. */
async function startOnceMore(data: string): Promise<void> {
  const { executable, app, sandboxed } = environment;
  const second = spawn(executable, [app, ...(sandboxed ? [] : ['--no-sandbox'])], {
    env: { ...process.env, MACULE_DATA: data },
    stdio: 'ignore',
  });
  await once(second, 'exit');
}

const trainingPid = (electron: ElectronApplication): Promise<number | null> =>
  electron.evaluate(
    ({ app }) => app.getAppMetrics().find(({ name }) => name === 'Macule training')?.pid ?? null,
  );

const epochOf = async (page: Page): Promise<number> => (await listRuns(page))[0]?.epoch ?? 0;
const stateOf = async (page: Page): Promise<string | undefined> => (await listRuns(page))[0]?.state;
const reaches = (page: Page, state: string): Promise<void> =>
  expect.poll(() => stateOf(page), { timeout: 120_000, interval: 200 }).toBe(state);
const epochReached = (page: Page, epoch: number): Promise<void> =>
  expect.poll(() => epochOf(page), { timeout: 120_000, interval: 100 }).toBeGreaterThanOrEqual(epoch);

test('a model is trained from the screen: curves, another window, pause, resume, done', async () => {
  const first = await startMacule(folder.data);
  const { electron, page } = first;
  try {
    await page.getByRole('button', { name: /^Training/ }).click();
    await page.getByText('No training runs yet.').waitFor();
    await answerFolderDialog(electron, join(folder.pictures, 'rendered-faces'));
    await page.getByRole('button', { name: 'Choose a folder' }).click();
    await page.getByText('to learn from').first().waitFor();
    await page.getByRole('radio', { name: /^Study network/ }).check();
    await page.getByLabel('Rounds through all photos (epochs)').fill(String(EPOCHS));
    await page.getByText('Advanced settings').click();
    await page.getByLabel('Picture side, pixels').fill('96');
    await saveScreenshot(page, 'training-new');
    await page.getByRole('button', { name: 'Start training' }).click();

    await reaches(page, 'running');
    await epochReached(page, 1);
    const loss = page.getByRole('img', { name: /^Loss\. .*On validation photos/ });
    await loss.waitFor();
    await page.getByText('Photos per second').waitFor();
    await saveScreenshot(page, 'training-running');

    await closeWindow(electron, 'keep training');
    await expect.poll(() => isWindowVisible(electron)).toBe(false);
    const reached = await epochOf(page);
    const pid = await trainingPid(electron);
    await epochReached(page, reached + 1);
    await startOnceMore(folder.data);
    await expect.poll(() => isWindowVisible(electron)).toBe(true);
    // A page that knows nothing but what main tells it.
    await page.reload();
    await page.getByRole('button', { name: /^Training/ }).click();
    await loss.waitFor();
    expect(await trainingPid(electron), 'the same process has been training all the while').toBe(pid);

    await page.getByRole('button', { name: 'Pause' }).click();
    await reaches(page, 'paused');
    expect(await trainingPid(electron)).toBeNull();
    const paused = await epochOf(page);
    await saveScreenshot(page, 'training-paused');
    await page.getByRole('button', { name: 'Resume' }).click();
    await reaches(page, 'finished');
    expect(await epochOf(page)).toBe(EPOCHS);
    expect(paused).toBeLessThan(EPOCHS);
    await page.getByText('All rounds are done').first().waitFor();
    await page.getByText(/^Resumed at step/).waitFor();
    await saveScreenshot(page, 'training-done');
    expect(first.pageErrors).toEqual([]);
    const [run] = await listRuns(page);
    const record = join(folder.data, 'training', run?.id ?? '', 'run.json');
    expect(JSON.parse(await readFile(record, 'utf8'))).toMatchObject({ model: 'seed-cnn' });
    expect(run).toMatchObject({ hasModel: true, reason: 'finished' });
  } finally {
    await first.close();
  }
});
