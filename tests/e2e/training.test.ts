import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { constants, getPriority } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { renderDataset } from '../../src/main/experiment/render/render-dataset';
import { isSealed } from '../../src/main/vault/sealed-file';
import { PUBLISHED_WEIGHTS } from '../../src/shared/backbones/catalogue';
import type { RunSummary } from '../../src/shared/training/run-summary';
import { writeCrops } from '../helpers/lesion-crops';
import { standInServer } from '../helpers/stand-in-server';
import { environment } from './harness/environment';
import { saveScreenshot, startMacule } from './harness/macule-app';
import { chooseTrainingData, openTraining, orderTraining } from './harness/order-training';
import { violations } from './harness/violations';
import { createWorkFolder, type WorkFolder } from './harness/work-folder';

/** The rendered faces, which all tests read. */
let faces: WorkFolder;
/** The app's folders, of each test its own. */
let folder: WorkFolder;
beforeAll(async () => {
  faces = await createWorkFolder();
  await renderDataset(join(faces.pictures, 'rendered-faces'), {
    photos: 40,
    seed: 5,
    side: 256,
    fractions: { train: 0.6, valid: 0.3, test: 0.1 },
  });
});
afterAll(() => faces.remove());
beforeEach(async () => {
  folder = await createWorkFolder();
});
afterEach(() => folder.remove());

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

test('a model is trained from the screen: form, curves, closed window, pause, resume, done', async () => {
  const first = await startMacule(folder.data);
  const { electron, page } = first;
  try {
    await openTraining(page);
    await page.getByText('No training runs yet.').waitFor();
    await page.getByRole('button', { name: 'Start training' }).click();
    await page.getByRole('alert').getByText('Choose the photos to learn from.').waitFor();
    await page.getByRole('radio', { name: /^EfficientNetB3/ }).check();
    await page.getByRole('button', { name: 'Fetch weights' }).waitFor();
    await page.getByRole('button', { name: 'Start training' }).click();
    await page.getByRole('alert').getByText('EfficientNetB3 needs its weights first').waitFor();
    await page.getByText('Advanced settings').click();
    await page.getByLabel('Be done by a certain time').check();
    await saveScreenshot(page, 'training-weights-missing');
    expect(await violations(page), 'the form').toEqual([]);
    await page.getByLabel('Be done by a certain time').uncheck();

    await orderTraining(first, join(faces.pictures, 'rendered-faces'), {
      model: /^Study network/,
      epochs: EPOCHS,
      side: 96,
    });
    await reaches(page, 'running');
    await epochReached(page, 1);
    const loss = page.getByRole('img', { name: /^Loss\. .*On validation photos/ });
    await loss.waitFor();
    await page.getByText('Photos per second').waitFor();
    expect(getPriority((await trainingPid(electron)) ?? 0)).toBe(constants.priority.PRIORITY_LOW);
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
    await openTraining(page);
    await loss.waitFor();
    expect(await trainingPid(electron), 'the same process has been training all the while').toBe(pid);

    await page.getByRole('button', { name: 'Pause' }).click();
    await reaches(page, 'paused');
    await expect.poll(() => trainingPid(electron)).toBeNull();
    const paused = await epochOf(page);
    await saveScreenshot(page, 'training-paused');
    await page.getByRole('button', { name: 'Resume' }).click();
    await reaches(page, 'finished');
    expect(await epochOf(page)).toBe(EPOCHS);
    expect(paused).toBeLessThan(EPOCHS);
    await page.getByText('All rounds are done').first().waitFor();
    await page.getByText(/^Resumed at step/).waitFor();
    await saveScreenshot(page, 'training-done');
    await page.getByText('Numbers, round by round').click();
    await page.getByText('Settings of this run').click();
    expect(await violations(page), 'a run').toEqual([]);
    await page.getByRole('button', { name: /^Delete / }).click();
    await page.getByText('No training runs yet.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Settings of this run').waitFor();
    expect(first.pageErrors).toEqual([]);
    const [run] = await listRuns(page);
    const record = join(folder.data, 'training', run?.id ?? '', 'run.json');
    expect(isSealed(await readFile(record))).toBe(true);
    expect(run).toMatchObject({ model: 'seed-cnn', hasModel: true, reason: 'finished' });
  } finally {
    await first.close();
  }
});

test('pictures of single lesions are counted beside the photos, for the models that learn from them', async () => {
  await renderDataset(join(folder.pictures, 'both/faces'), {
    ...{ photos: 4, seed: 6, side: 64 },
    fractions: { train: 0.5, valid: 0.5, test: 0 },
  });
  await writeCrops(join(folder.pictures, 'both/lesions/train'));
  const app = await startMacule(folder.data);
  const { page } = app;
  try {
    await openTraining(page);
    await chooseTrainingData(app, join(folder.pictures, 'both'));
    await page.getByRole('radio', { name: /^Lesion detector The model/ }).check();
    await page.getByText('9 pictures of single lesions beside them').waitFor();
    await saveScreenshot(page, 'training-single-lesions');
    await page.getByRole('radio', { name: /^Study network/ }).check();
    await page.getByText('9 pictures of single lesions are left out').waitFor();
    expect(await page.getByText(/entr(y|ies) left out/).count()).toBe(0);
  } finally {
    await app.close();
  }
});

test('photos are analysed with a model trained here, from then on and after a start, until it is taken back', async () => {
  const modelInUse = (page: Page): Promise<string | undefined> =>
    page.evaluate(async () => {
      const result = await window.macule.request('engine:status', {});
      return result.ok && result.value.process === 'ready' ? result.value.model.id : undefined;
    });
  const first = await startMacule(folder.data);
  try {
    const { page } = first;
    await openTraining(page);
    await orderTraining(first, join(faces.pictures, 'rendered-faces'), {
      model: /^Lesion detector, trial/,
      epochs: 1,
      side: 64,
    });
    await reaches(page, 'finished');
    await page.getByRole('button', { name: 'Use for analyses' }).click();
    await page
      .getByText(/^Photos are analysed with /)
      .first()
      .waitFor();
    await expect.poll(() => modelInUse(page), { timeout: 60_000 }).toMatch(/^clinic-/);
    await saveScreenshot(page, 'training-model-in-use');
    expect(await violations(page), 'the model in use').toEqual([]);
  } finally {
    await first.close();
  }
  const second = await startMacule(folder.data);
  try {
    const { page } = second;
    await expect.poll(() => modelInUse(page), { timeout: 60_000 }).toMatch(/^clinic-/);
    await openTraining(page);
    await page.getByLabel('Photos are analysed with').selectOption('starter');
    await expect.poll(() => modelInUse(page), { timeout: 60_000 }).toBe('starter');
    expect(second.pageErrors).toEqual([]);
  } finally {
    await second.close();
  }
});

test('a run outlives a killed process and the end of the app, and runs are compared', async () => {
  const first = await startMacule(folder.data);
  try {
    const { electron, page } = first;
    await openTraining(page);
    await orderTraining(first, join(faces.pictures, 'rendered-faces'), {
      model: /^Lesion detector, trial/,
      epochs: 3,
      side: 64,
    });
    await reaches(page, 'running');
    await epochReached(page, 1);
    process.kill((await trainingPid(electron)) ?? 0, 'SIGKILL');
    await reaches(page, 'interrupted');
    await page.getByRole('alert').getByText('Training was interrupted').waitFor();
    await saveScreenshot(page, 'training-interrupted');
    await page.getByRole('button', { name: 'Resume' }).click();
    await reaches(page, 'running');
    await orderTraining(first, join(faces.pictures, 'rendered-faces'), {
      model: /^Study network/,
      epochs: 2,
      side: 64,
    });
    expect((await listRuns(page)).map(({ state }) => state)).toEqual(['queued', 'running']);
    expect(first.pageErrors).toEqual([]);
  } finally {
    await first.close();
  }
  const second = await startMacule(folder.data);
  try {
    const { page } = second;
    expect((await listRuns(page)).map(({ state }) => state)).toEqual(['interrupted', 'interrupted']);
    await openTraining(page);
    for (const name of [/^Study network/, /^Lesion detector, trial/]) {
      await page.getByRole('navigation', { name: 'Training runs' }).getByRole('button', { name }).click();
      await page.getByRole('button', { name: 'Resume' }).click();
    }
    const states = async () => (await listRuns(page)).map(({ state }) => state);
    await expect.poll(states, { timeout: 120_000 }).toEqual(['finished', 'finished']);
    await page.getByRole('button', { name: 'Compare runs' }).click();
    await page.getByRole('columnheader', { name: 'F1, mean of types' }).getByRole('button').click();
    const rows = page.getByRole('table').getByRole('rowheader');
    expect(await rows.count()).toBe(2);
    expect(await rows.last().textContent()).toContain('Lesion detector, trial');
    await page.getByRole('img', { name: /after each round/ }).waitFor();
    await saveScreenshot(page, 'training-compare');
    expect(await violations(page), 'comparison').toEqual([]);
    expect(second.pageErrors).toEqual([]);
  } finally {
    await second.close();
  }
});

/** Has the app ask a server on this computer whatever it would ask the network. */
const redirectNetwork = (electron: ElectronApplication, url: string): Promise<void> =>
  electron.evaluate(({ net }, address) => {
    const fetch = net.fetch.bind(net);
    net.fetch = (_, init) => fetch(address, init);
  }, url);

test('weights are fetched when a person asks: progress, stop, and on from there', async () => {
  const { bytes } = PUBLISHED_WEIGHTS.vgg19;
  // Sends the first 20 MB, then nothing more.
  const server = await standInServer((_, response) => {
    response.writeHead(200, { 'content-length': bytes });
    response.write(Buffer.alloc(20_000_000));
  });
  const { electron, page, pageErrors, close } = await startMacule(folder.data);
  try {
    await openTraining(page);
    await page.getByRole('radio', { name: /^VGG19/ }).check();
    await redirectNetwork(electron, server.url);
    await page.getByRole('button', { name: 'Fetch weights' }).click();
    await page.getByText('20 MB of 80 MB').waitFor();
    await saveScreenshot(page, 'training-fetching');
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await page.getByText('20 MB are here already').waitFor();
    await server.close();
    await page.getByRole('button', { name: 'Go on fetching' }).click();
    await page.getByText('VGG19 was not fetched').first().waitFor();
    expect(server.ranges).toEqual([null]);
    expect(pageErrors).toEqual([]);
  } finally {
    await server.close();
    await close();
  }
});
