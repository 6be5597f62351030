import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { LabelledPhoto } from '../../src/main/datasets/dataset';
import { openDataset } from '../../src/main/datasets/open-dataset';
import type { LesionType } from '../../src/shared/clinical/lesion';
import { paintLesion } from '../../src/shared/phantom/paint-lesion';
import { seededRandom } from '../../src/shared/random';

const FOLDERS: Readonly<Record<string, LesionType>> = {
  blackhead: 'comedone',
  nodules: 'nodule',
  papule: 'papule',
  pustules: 'pustule',
};

/** Writes rendered single lesions of each type into folders named after it, one of them broken, and opens them. */
export async function writeCrops(folder: string): Promise<readonly LabelledPhoto[]> {
  for (const [name, type] of Object.entries(FOLDERS)) {
    await mkdir(join(folder, name), { recursive: true });
    for (const [index, side] of [12, 40].entries()) {
      const data = new Uint8Array(side * side * 3).map((_, at) => [200, 150, 125][at % 3] ?? 0);
      const image = { width: side, height: side, data };
      paintLesion(image, { type, x: side / 2, y: side / 2, radius: side * 0.3 }, seededRandom(index));
      await sharp(data, { raw: { width: side, height: side, channels: 3 } })
        .png()
        .toFile(join(folder, name, `${index}.png`));
    }
  }
  await writeFile(join(folder, 'nodules/broken.png'), 'no picture');
  return (await openDataset(folder, { crops: true })).photos;
}
