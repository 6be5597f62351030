import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { LabelledPhoto } from '../../../../src/main/datasets/dataset';
import { newBatchLog, type BatchLog } from '../../../../src/main/engine/input/photo-batches';
import { SMALL_DETECTOR } from '../../../../src/main/engine/ml/models/lesion-detector';
import { validateDetector } from '../../../../src/main/engine/training/families/validate-detector';
import type { ValidationMetrics } from '../../../../src/shared/training/events';
import { writeImage } from '../../../helpers/phantom-file';
import { temporaryFolder } from '../../../helpers/temporary-folder';

const folder = temporaryFolder();
afterAll(() => folder.remove());

/** Validates weights that no network has on one photo. */
async function validated(fileName: string, log: BatchLog): Promise<ValidationMetrics> {
  const photo: LabelledPhoto = {
    ...{ file: join(folder.path, fileName), fileName, split: 'valid', stem: fileName },
    ...{ width: null, height: null, labels: [] },
  };
  const work = validateDetector(
    { photos: [photo], sampleSize: 1, threads: 1, log },
    { task: 'lesion-detector', title: '', shape: SMALL_DETECTOR, longSide: 1024 },
    new Map(),
  );
  for (;;) {
    const step = await work.next();
    if (step.done) return step.value;
  }
}

it('measures nothing where no photo can be read: an error of 0 would be the best that there is', async () => {
  const log = newBatchLog();
  expect(await validated('absent.png', log)).toEqual({ threshold: 0.3, photos: 0 });
  expect(log.unreadable).toHaveLength(1);
});

it('does not take a failure of the network for one of the photo', async () => {
  await writeImage(folder.path, 'grey.png', { width: 64, height: 64, data: new Uint8Array(3 * 64 * 64) });
  const log = newBatchLog();
  await expect(validated('grey.png', log)).rejects.toMatchObject({ failure: { kind: 'model-unavailable' } });
  expect(log.unreadable).toEqual([]);
});
