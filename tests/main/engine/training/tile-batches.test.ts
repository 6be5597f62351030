import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LabelledPhoto } from '../../../../src/main/datasets/dataset';
import { openDataset } from '../../../../src/main/datasets/open-dataset';
import { newBatchLog } from '../../../../src/main/engine/input/photo-batches';
import { TRAINING_VIEW } from '../../../../src/main/engine/ml/augment/view';
import { tileWorkBatches } from '../../../../src/main/engine/training/families/tile-work-batches';
import type { TileWork } from '../../../../src/main/engine/training/families/batch-worker-messages';
import {
  batchesFromWorker,
  batchWorkerBeside,
} from '../../../../src/main/engine/training/families/batches-from-worker';
import type { TrainingBatch } from '../../../../src/main/engine/training/training-task';
import { writeCrops } from '../../../helpers/lesion-crops';
import { writeRenderedDataset } from '../../../helpers/rendered-dataset';
import { temporaryFolder } from '../../../helpers/temporary-folder';

/** The thread as it is shipped. */
const SCRIPT = batchWorkerBeside(resolve(import.meta.dirname, '../../../../out/main/photo-worker.js'));

const folder = temporaryFolder();
let photos: readonly LabelledPhoto[];
let crops: readonly LabelledPhoto[];
beforeAll(async () => {
  await writeRenderedDataset(folder.path, {
    train: [1, 2, 3, 4],
    valid: [5],
    side: 160,
    counts: () => ({ papule: 3, nodule: 1 }),
  });
  await writeFile(join(folder.path, 'train/face3.png'), 'no picture');
  crops = await writeCrops(join(folder.path, 'crops'));
  photos = (await openDataset(folder.path)).photos.filter(({ split }) => split === 'train');
});
afterAll(() => folder.remove());

const work = (changes: Partial<TileWork> = {}): TileWork => ({
  ...{
    photos,
    seed: 1,
    epoch: 0,
    tileSide: 64,
    longSide: 1024,
    batchSize: 2,
    from: 0,
    view: TRAINING_VIEW,
    paintedShare: 0.5,
    croppedShare: 0.5,
    crops,
    narrowed: true,
  },
  typeWeights: new Map([['papule', 0.5]]),
  ...changes,
});

async function all(batches: AsyncIterable<TrainingBatch>): Promise<readonly TrainingBatch[]> {
  const list: TrainingBatch[] = [];
  for await (const batch of batches) list.push(batch);
  return list;
}

const here = (changes: Partial<TileWork> = {}, log = newBatchLog()) =>
  all(tileWorkBatches(work(changes), log));

describe('batches of tiles', () => {
  it('come in an order of seed and epoch, with targets for every lesion', async () => {
    const batches = await here();
    // Three tiles a readable photo: the ninth fills no batch.
    expect(batches.map(({ next }) => next)).toEqual([2, 4, 6, 8]);
    expect(batches.at(-1)?.share).toBeCloseTo(8 / 9, 9);
    expect(batches[0]?.inputs['images']).toHaveLength(2 * 3 * 64 * 64);
    const positives = batches.flatMap(({ inputs }) => [...(inputs['positive'] ?? [])]);
    expect(positives.filter((value) => value === 1).length).toBeGreaterThan(3);
    expect(await here()).toEqual(batches);
    expect(await here({ seed: 2 })).not.toEqual(batches);
    expect(await here({ epoch: 1 })).not.toEqual(batches);
  });

  it('go on from any place as if nothing had happened', async () => {
    const whole = await here();
    expect(await here({ from: 2 })).toEqual(whole.slice(1));
    expect(await here({ from: 4 })).toEqual(whole.slice(2));
    expect(await here({ from: 8 })).toEqual([]);
  });

  it('leave a lesion of any type open where it is not to be narrowed by its looks', async () => {
    const untyped = photos.map((photo) => ({
      ...photo,
      labels: photo.labels.map((label) => ({ ...label, label: 'acne_lesion' })),
    }));
    const weights = async (narrowed: boolean) => {
      const batches = await here({ photos: untyped, paintedShare: 0, croppedShare: 0, narrowed });
      return batches.flatMap(({ inputs }) => [...(inputs['typeWeight'] ?? [])]);
    };
    expect(Math.max(...(await weights(true)))).toBeGreaterThan(0);
    expect(Math.max(...(await weights(false)))).toBe(0);
  });

  it('show larger photos in the size in which they are analysed, labels and all', async () => {
    const labels = [{ label: 'papule', box: { x: 60, y: 70, width: 40, height: 30 } }];
    const photo = { ...(photos[0] as LabelledPhoto), labels };
    const plain = { view: null, paintedShare: 0, croppedShare: 0, narrowed: false, batchSize: 1 };
    /** Width of the lesion on each tile that shows its middle. */
    const widths = async (longSide: number) => {
      const batches = await here({ ...plain, photos: [photo], longSide });
      return batches.flatMap(({ inputs }) => {
        const cell = inputs['positive']?.indexOf(1) ?? -1;
        return cell < 0 ? [] : [Math.round(14 * Math.exp(inputs['box']?.[4 * cell + 2] ?? NaN))];
      });
    };
    expect([...new Set(await widths(80))]).toEqual([20]);
    expect([...new Set(await widths(1024))]).toEqual([40]);
  });

  it('are the same from a thread of its own, which tells what it could not read', async () => {
    const [log, there] = [newBatchLog(), newBatchLog()];
    const expected = await here({ from: 2 }, log);
    expect(await all(batchesFromWorker(SCRIPT, { kind: 'tiles', work: work({ from: 2 }) }, there))).toEqual(
      expected,
    );
    expect(there.unreadable).toEqual(log.unreadable);
    expect(there.unreadable.map(({ file }) => file)).toEqual([
      join(folder.path, 'crops/nodules/broken.png'),
      join(folder.path, 'train/face3.png'),
    ]);
    expect(there.photos).toBe(3);
  });

  it('end their thread when the reader has seen enough, and say so when it dies', async () => {
    for await (const batch of batchesFromWorker(SCRIPT, { kind: 'tiles', work: work() }, newBatchLog())) {
      expect(batch.size).toBe(2);
      break;
    }
    const script = join(folder.path, 'dies.mjs');
    await writeFile(script, "import { parentPort } from 'node:worker_threads';\nprocess.exit(3);\n");
    await expect(
      all(batchesFromWorker(script, { kind: 'tiles', work: work() }, newBatchLog())),
    ).rejects.toMatchObject({
      failure: { kind: 'engine-stopped', retryable: true },
    });
  });
});
