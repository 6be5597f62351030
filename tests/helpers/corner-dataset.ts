import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LESION_TYPES } from '../../src/shared/clinical/lesion';
import type { RgbImage } from '../../src/shared/photo/rgb-image';
import { seededRandom } from '../../src/shared/random';
import { writeImage } from './phantom-file';

/** Pixels a side. */
const SIDE = 64;
const HALF = SIDE / 2;

/**
 * Writes pictures in the seed study's format on which each lesion type has a corner of its own: bright where the
 * type is present. A network that learns anything learns this.
 */
export async function writeCornerDataset(
  folder: string,
  { train, valid }: { readonly train: number; readonly valid: number },
): Promise<void> {
  for (const [split, count, first] of [
    ['train', train, 0],
    ['valid', valid, train],
  ] as const) {
    const place = join(folder, split);
    await mkdir(place, { recursive: true });
    const lines = Array.from({ length: count }, async (_, index) => {
      const name = `corners${first + index}.png`;
      // Sixteen patterns in turn, so that every type is on half of the pictures.
      const present = LESION_TYPES.map((_type, corner) => (((first + index) * 7) >> corner) % 2 === 1);
      await writeImage(place, name, corners(present, first + index));
      const boxes = present.flatMap((is, corner) => (is ? [[...boxOf(corner), corner].join()] : []));
      return [name, ...boxes].join(' ');
    });
    await writeFile(join(place, '_annotations.txt'), `${(await Promise.all(lines)).join('\n')}\n`);
    await writeFile(join(place, '_classes.txt'), `${LESION_TYPES.join('\n')}\n`);
  }
}

const boxOf = (corner: number): readonly number[] => {
  const [left, top] = [(corner % 2) * HALF, Math.floor(corner / 2) * HALF];
  return [left + 4, top + 4, left + HALF - 4, top + HALF - 4];
};

function corners(present: readonly boolean[], seed: number): RgbImage {
  const random = seededRandom(seed);
  const data = Uint8Array.from({ length: SIDE * SIDE * 3 }, (_, at) => {
    const [column, row] = [Math.floor(at / 3) % SIDE, Math.floor(at / 3 / SIDE)];
    const corner = Math.floor(column / HALF) + 2 * Math.floor(row / HALF);
    return (present[corner] ? 200 : 40) + 30 * random();
  });
  return { width: SIDE, height: SIDE, data };
}
