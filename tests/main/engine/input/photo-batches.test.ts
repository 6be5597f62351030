import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LabelledPhoto } from '../../../../src/main/datasets/dataset';
import {
  evaluationBatches,
  newBatchLog,
  trainingBatches,
  type PhotoBatch,
} from '../../../../src/main/engine/input/photo-batches';
import { inThisThread, type PhotoPreparer } from '../../../../src/main/engine/input/photo-preparer';
import { openPhotoWorkers } from '../../../../src/main/engine/input/photo-workers';
import { SEED_PREPARATION } from '../../../../src/main/engine/ml/augment/preparation';
import { writeImage } from '../../../helpers/phantom-file';
import { quadrants } from '../../../helpers/pictures';
import { temporaryFolder } from '../../../helpers/temporary-folder';

/** The threads as they are shipped. */
const SCRIPT = resolve(import.meta.dirname, '../../../../out/main/photo-worker.js');
const SIDE = 32;
const settings = { ...SEED_PREPARATION, side: SIDE };

const folder = temporaryFolder();
let photos: readonly LabelledPhoto[];
beforeAll(async () => {
  photos = await Promise.all(
    [0, 1, 2, 3, 4].map(async (index) => ({
      file: await writeImage(folder.path, `${index}.png`, quadrants(80, 40, 4 * index)),
      fileName: `${index}.png`,
      split: 'train' as const,
      stem: `${index}`,
      width: 80,
      height: 40,
      labels: [{ label: 'papule', box: { x: 40, y: 10, width: 20, height: 10 } }],
    })),
  );
});
afterAll(() => folder.remove());

const broken = (fileName: string): LabelledPhoto => {
  const file = join(folder.path, fileName);
  writeFileSync(file, 'no picture');
  return { ...(photos[0] as LabelledPhoto), file, fileName };
};

async function all(batches: AsyncIterable<PhotoBatch>): Promise<readonly PhotoBatch[]> {
  const list: PhotoBatch[] = [];
  for await (const batch of batches) list.push(batch);
  return list;
}

const names = (batches: readonly PhotoBatch[]) =>
  batches.map((batch) => batch.photos.map(({ fileName }) => fileName));

describe('batches of photos', () => {
  it('for evaluation: all photos in their order, only resized, with their boxes', async () => {
    const batches = await all(evaluationBatches({ photos, preparer: inThisThread(settings), batchSize: 2 }));
    expect(names(batches)).toEqual([['0.png', '1.png'], ['2.png', '3.png'], ['4.png']]);
    expect(batches.map(({ images }) => images.length)).toEqual(
      [2, 2, 1].map((count) => count * 3 * SIDE ** 2),
    );
    expect(batches[0]?.labels[1]).toEqual([{ label: 'papule', box: { x: 16, y: 8, width: 8, height: 8 } }]);
    // Red of the upper left quadrant of the second photo, then of its last one.
    const second = batches[0]!.images.subarray(3 * SIDE ** 2);
    expect(second[5]).toBeCloseTo(204 / 255, 2);
    expect(second[SIDE ** 2 - 5]).toBeCloseTo(228 / 255, 2);
  });

  it('for training: every photo once, varied, by seed and epoch alone', async () => {
    const epoch = (seed: number, number: number, batchSize = 1) =>
      all(trainingBatches({ photos, preparer: inThisThread(settings), batchSize, seed, epoch: number }));
    const first = await epoch(1, 1);
    expect(names(first).flat().sort()).toEqual(photos.map(({ fileName }) => fileName));
    expect(await epoch(1, 1)).toEqual(first);
    const later = await epoch(1, 2);
    expect(names(later)).not.toEqual(names(first));
    const imageOf = (batches: readonly PhotoBatch[], name: string) =>
      batches.find(({ photos: [photo] }) => photo?.fileName === name)?.images;
    expect(imageOf(later, '3.png')).not.toEqual(imageOf(first, '3.png'));
    // A photo is varied alike whatever stands beside it.
    const pairs = await epoch(1, 1, 2);
    expect(names(pairs)).toEqual([names(first).slice(0, 2).flat(), names(first).slice(2, 4).flat()]);
    expect(pairs[0]!.images.subarray(3 * SIDE ** 2)).toEqual(first[1]!.images);
  });

  it('fills the only batch of a small dataset by starting over', async () => {
    const preparer = inThisThread(settings);
    const [batch, ...more] = await all(
      trainingBatches({ photos: photos.slice(0, 2), preparer, batchSize: 5, seed: 1, epoch: 1 }),
    );
    const [a, b] = batch!.photos.map(({ fileName }) => fileName);
    expect([more, names([batch!])]).toEqual([[], [[a, b, a, b, a]]]);
  });

  it('leaves out what cannot be read, and names it', async () => {
    const log = newBatchLog();
    const some = [broken('x.jpg'), ...photos.slice(0, 3), { ...photos[0]!, file: '/nowhere/y.jpg' }];
    const preparer = inThisThread(settings);
    const batches = await all(evaluationBatches({ photos: some, preparer, batchSize: 2 }, log));
    expect(names(batches)).toEqual([['0.png', '1.png'], ['2.png']]);
    expect(log.photos).toBe(3);
    expect(log.unreadable.map(({ file, failure }) => [file, failure.kind])).toEqual([
      [join(folder.path, 'x.jpg'), 'unsupported-format'],
      ['/nowhere/y.jpg', 'unreadable-file'],
    ]);
  });

  it('prepares ahead, but never more than it was told', async () => {
    let [underWay, most] = [0, 0];
    const here = inThisThread(settings);
    const preparer: PhotoPreparer = {
      ...here,
      prepare: (request) => {
        underWay += 1;
        most = Math.max(most, underWay);
        return here.prepare(request);
      },
    };
    for await (const batch of evaluationBatches({ photos, preparer, batchSize: 1, ahead: 3 }))
      underWay -= batch.photos.length;
    expect([most, underWay]).toEqual([3, 0]);
  });

  it('ends at once when it is cancelled, and when its reader has seen enough', async () => {
    const cancel = new AbortController();
    const options = { photos, preparer: inThisThread(settings), batchSize: 1, signal: cancel.signal };
    const reading = (async () => {
      for await (const _ of evaluationBatches(options)) cancel.abort();
    })();
    await expect(reading).rejects.toMatchObject({ failure: { kind: 'cancelled' } });
    const log = newBatchLog();
    for await (const _ of evaluationBatches({ ...options, signal: new AbortController().signal }, log)) break;
    expect(log.photos).toBe(1);
  });
});

describe('photo workers', () => {
  it('prepare exactly what this thread would', async () => {
    const workers = openPhotoWorkers(SCRIPT, 2, settings);
    try {
      const options = { photos, batchSize: 2, seed: 4, epoch: 2 };
      const there = await all(trainingBatches({ ...options, preparer: workers }));
      expect(there).toEqual(await all(trainingBatches({ ...options, preparer: inThisThread(settings) })));
      const log = newBatchLog();
      await all(evaluationBatches({ photos: [broken('z.jpg')], preparer: workers, batchSize: 1 }, log));
      expect(log.unreadable[0]?.failure).toMatchObject({ kind: 'unsupported-format', file: 'z.jpg' });
    } finally {
      await workers.close();
    }
  });

  it('reject what is under way when they are closed, and everything after', async () => {
    const workers = openPhotoWorkers(SCRIPT, 1, settings);
    const ready = all(evaluationBatches({ photos, preparer: workers, batchSize: 1 }));
    const ended = expect(ready).rejects.toMatchObject({ failure: { kind: 'cancelled' } });
    await workers.close();
    await ended;
    await expect(all(evaluationBatches({ photos, preparer: workers, batchSize: 1 }))).rejects.toThrow(
      'ended',
    );
  });

  it('end the run with a typed failure when a thread dies', async () => {
    const script = join(folder.path, 'dies.mjs');
    writeFileSync(
      script,
      "import { parentPort } from 'node:worker_threads';\nparentPort.on('message', () => process.exit(3));\n",
    );
    const workers = openPhotoWorkers(script, 2, settings);
    const ready = all(evaluationBatches({ photos, preparer: workers, batchSize: 1 }));
    await expect(ready).rejects.toMatchObject({ failure: { kind: 'engine-stopped', retryable: true } });
    await workers.close();
  });
});
