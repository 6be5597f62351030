import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { seededRandom } from '../../src/shared/random';
import { dropFiles } from './harness/drop-files';
import { listPhotos } from './harness/requests';
import { withMacule } from './harness/with-macule';

/** Photos of a batch; `MEMORY_PHOTOS=100 npm test -- e2e memory` is the long run. */
const BATCH = Number(process.env['MEMORY_PHOTOS'] ?? 50);
/** Resident megabytes that a batch may add: a little that chance decides, and what a leak would exceed with each photo. */
const MOST_GROWTH_MB = 4 + 0.16 * BATCH;

/** Saves pictures of noise, no two alike, too small to be slow. */
async function savePictures(folder: string, seed: number): Promise<void> {
  await mkdir(folder);
  const random = seededRandom(seed);
  for (let index = 0; index < BATCH; index += 1) {
    const data = Uint8Array.from({ length: 96 * 96 * 3 }, () => Math.floor(random() * 256));
    await sharp(data, { raw: { width: 96, height: 96, channels: 3 } })
      .png()
      .toFile(join(folder, `${index}.png`));
  }
}

/** Imports a folder and waits until each of its photos is analysed. @returns megabytes of main and of the engine. */
async function importBatch(
  electron: ElectronApplication,
  page: Page,
  folder: string,
  expected: number,
): Promise<{ readonly main: number; readonly engine: number }> {
  await dropFiles(page, [folder]);
  await expect
    .poll(async () => (await listPhotos(page)).filter(({ analysis }) => analysis.state === 'done').length, {
      timeout: 240_000,
    })
    .toBe(expected);
  return electron.evaluate(({ app }) => {
    // What waits for the collector is no leak, and when it comes is chance.
    process.getBuiltinModule('node:v8').setFlagsFromString('--expose-gc');
    (process.getBuiltinModule('node:vm').runInNewContext('gc') as () => void)();
    const memory = (is: (metric: Electron.ProcessMetric) => boolean): number =>
      (app.getAppMetrics().find(is)?.memory.workingSetSize ?? Number.NaN) / 1024;
    return {
      main: memory(({ type }) => type === 'Browser'),
      engine: memory(({ name }) => name === 'Macule engine'),
    };
  });
}

test('importing and analysing photo after photo leaves memory flat', async () => {
  await withMacule(async ({ electron, page }, { pictures }) => {
    const memories = [];
    for (const batch of [1, 2, 3]) {
      const folder = join(pictures, `batch-${batch}`);
      await savePictures(folder, batch);
      memories.push(await importBatch(electron, page, folder, batch * BATCH));
    }
    expect(await mappedInto(electron, 'libvips'), 'sharp’s native library, which leaks in Electron').toEqual(
      [],
    );
    // The first batch warms everything up.
    const [, second, third] = memories;
    expect((third?.main ?? Infinity) - (second?.main ?? 0), 'main').toBeLessThan(MOST_GROWTH_MB);
    expect((third?.engine ?? Infinity) - (second?.engine ?? 0), 'engine').toBeLessThan(MOST_GROWTH_MB);
  });
}, 900_000);

/** The app's processes that have a library in memory; on Linux, where the system tells. */
async function mappedInto(electron: ElectronApplication, library: string): Promise<readonly string[]> {
  if (process.platform !== 'linux') return [];
  const processes = await electron.evaluate(({ app }) =>
    app.getAppMetrics().map(({ pid, type, name }) => ({ pid, title: name ?? type })),
  );
  const maps = await Promise.all(processes.map(({ pid }) => readFile(`/proc/${pid}/maps`, 'utf8')));
  return processes.filter((_, index) => maps[index]?.includes(library)).map(({ title }) => title);
}
