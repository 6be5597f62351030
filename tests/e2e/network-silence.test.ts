import { createSocket } from 'node:dgram';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { renderDataset } from '../../src/main/experiment/render/render-dataset';
import { importFiles } from './harness/import-files';
import { savePhantom } from './harness/phantom-files';
import { openTraining, orderTraining } from './harness/order-training';
import { listPhotos } from './harness/requests';
import { withMacule } from './harness/with-macule';

/** Packets that have left through any interface but the computer's own loop, which the test's own tools use. */
async function packetsSent(): Promise<number> {
  const [, , ...lines] = (await readFile('/proc/net/dev', 'utf8')).trim().split('\n');
  const sent = lines.map((line) => {
    const [name = '', numbers = ''] = line.split(':');
    return name.trim() === 'lo' ? 0 : Number(numbers.trim().split(/\s+/)[9]);
  });
  return sent.reduce((sum, packets) => sum + packets, 0);
}

async function sendOne(): Promise<void> {
  const socket = createSocket('udp4');
  await promisify<void>((done) => socket.send('heard', 9, '198.51.100.7', (error) => done(error)))();
  socket.close();
}

const stateOfRun = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const result = await window.macule.request('training:list', {});
    return result.ok ? (result.value[0]?.state ?? 'none') : result.failure.message;
  });

/** A computer that does other things, too, takes long to begin a training. */
const LIMIT_MS = 600_000;

test(
  'from start to training, Macule sends nothing at all',
  async () => {
    const before = await packetsSent();
    await sendOne();
    expect(await packetsSent(), 'a packet is counted').toBe(before + 1);

    const quiet = await packetsSent();
    await withMacule(async (app, { pictures }) => {
      const { page } = app;
      const { path } = await savePhantom(pictures, 'face.jpg', { width: 640, height: 480, seed: 3 });
      const dataset = join(pictures, 'rendered-faces');
      await renderDataset(dataset, {
        ...{ photos: 12, seed: 5, side: 128 },
        fractions: { train: 0.5, valid: 0.25, test: 0.25 },
      });
      await importFiles(page, [path]);
      await expect
        .poll(async () => (await listPhotos(page))[0]?.analysis.state, { timeout: 120_000 })
        .toBe('done');
      await openTraining(page);
      await orderTraining(app, dataset, { model: /^Study network/, epochs: 1, side: 64 });
      await expect.poll(() => stateOfRun(page), { timeout: 300_000 }).toMatch(/running|done/);
    });
    expect(await packetsSent()).toBe(quiet);
  },
  LIMIT_MS,
);
