import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dropFiles } from './harness/drop-files';
import { engineReady, engineStatus } from './harness/engine-process';
import { lesionMapSettled, saveScreenshot, startMacule } from './harness/macule-app';
import { savePhantom } from './harness/phantom-files';
import { listPhotos, photoDetail } from './harness/requests';
import { createWorkFolder, type WorkFolder } from './harness/work-folder';

let folder: WorkFolder;
beforeAll(async () => {
  folder = await createWorkFolder();
});
afterAll(() => folder.remove());

const openEngines = (page: Page) => page.getByTitle('Engine and device: click for details').click();
const choose = (page: Page, name: RegExp) => page.getByRole('radio', { name }).check();
const statusBar = (page: Page) => page.getByRole('contentinfo');

async function analyse(page: Page, name: string, seed: number): Promise<string | undefined> {
  const { path } = await savePhantom(folder.pictures, name, { width: 400, height: 300, seed });
  await dropFiles(page, [path]);
  const listed = async () => (await listPhotos(page)).find(({ fileName }) => fileName === name);
  const ended = async () => ['done', 'failed'].includes((await listed())?.analysis.state ?? '');
  await expect.poll(ended, { timeout: 60_000 }).toBe(true);
  const analysis = (await listed())?.analysis;
  expect(analysis, JSON.stringify(analysis)).toMatchObject({ state: 'done' });
  await lesionMapSettled(page);
  return (await photoDetail(page, (await listed())?.id ?? '')).map?.source.engine.id;
}

test('a chosen engine is used at once, stays chosen after a restart, and gives way to the automatic choice', async () => {
  const first = await startMacule(folder.data);
  try {
    await engineReady(first.electron, first.page);
    expect(await analyse(first.page, 'automatic.png', 1)).toBe('onnxruntime-cpu');
    await openEngines(first.page);
    await choose(first.page, /^TensorFlow\.js \(WebAssembly\)/);
    await statusBar(first.page)
      .getByText(/^TensorFlow\.js \(WebAssembly\) · /)
      .waitFor();
    await saveScreenshot(first.page, 'engine-chosen');
    await first.page.keyboard.press('Escape');
    expect(await analyse(first.page, 'chosen.png', 2)).toBe('tfjs-wasm');
    expect(first.pageErrors).toEqual([]);
  } finally {
    await first.close();
  }
  const second = await startMacule(folder.data);
  try {
    await engineReady(second.electron, second.page);
    await statusBar(second.page)
      .getByText(/^TensorFlow\.js \(WebAssembly\) · /)
      .waitFor();
    await openEngines(second.page);
    await choose(second.page, /^Automatic/);
    await statusBar(second.page)
      .getByText(/^ONNX Runtime \(processor\) · /)
      .waitFor();
    await second.page.keyboard.press('Escape');
    expect(await analyse(second.page, 'again.png', 3)).toBe('onnxruntime-cpu');
  } finally {
    await second.close();
  }
});

/** Answers like TensorFlow on a graphics card, and fails as soon as it has to compute more than a sum. */
const BROKEN_TENSORFLOW = `
  exports.ones = ([n]) => new Array(n).fill(1);
  exports.sum = (xs) => ({ dataSync: () => [xs.length] });
  exports.backend = () => ({ isUsingGpuDevice: true, binding: { TF_Version: '2.9.1' } });
`;

async function brokenTensorflow(): Promise<string> {
  const place = join(folder.pictures, 'binding');
  const entry = join(place, 'node_modules/@tensorflow/tfjs-node-gpu');
  await mkdir(entry, { recursive: true });
  await writeFile(join(entry, 'package.json'), '{"main": "index.js"}');
  await writeFile(join(entry, 'index.js'), BROKEN_TENSORFLOW);
  return place;
}

test('an engine that fails is refused by its test, and told and replaced where it was chosen', async () => {
  const app = await startMacule(folder.data, [], { MACULE_TENSORFLOW: await brokenTensorflow() });
  const { electron, page } = app;
  const card = async () => {
    const status = await engineStatus(page);
    return status.process === 'ready'
      ? status.ladder.engines.find(({ id }) => id === 'tfjs-node-gpu')?.state
      : status.process;
  };
  try {
    const pid = await engineReady(electron, page);
    // Tried in a process of its own as soon as nobody waits, then compared with the processor after a photo.
    await expect.poll(card, { timeout: 60_000 }).toBe('untested');
    expect(await analyse(page, 'before.png', 4)).toBe('onnxruntime-cpu');
    await expect.poll(card, { timeout: 60_000 }).toBe('refused');
    await openEngines(page);
    await page.getByText('It cannot run the detector').waitFor();
    await choose(page, /^TensorFlow \(NVIDIA CUDA\)/);
    await page.keyboard.press('Escape');
    expect(await analyse(page, 'after.png', 5)).toBe('onnxruntime-cpu');
    await openEngines(page);
    await page.getByRole('alert').getByText('another one has taken its place').waitFor();
    await saveScreenshot(page, 'engine-failed');
    expect(await engineReady(electron, page), 'the engine went on without a restart').toBe(pid);
  } finally {
    await app.close();
  }
});
