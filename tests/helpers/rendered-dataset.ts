import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LESION_TYPES, type LesionType } from '../../src/shared/clinical/lesion';
import { writePhantom } from './phantom-file';

export interface RenderedFaces {
  /** Seeds of the faces, one a photo. */
  readonly train: readonly number[];
  readonly valid: readonly number[];
  /** Pixels a side. */
  readonly side: number;
  readonly counts: (seed: number) => Partial<Record<LesionType, number>>;
}

/** Writes rendered faces `face<seed>.png` in the seed study's format. */
export async function writeRenderedDataset(
  folder: string,
  { train, valid, side, counts }: RenderedFaces,
): Promise<void> {
  for (const [split, seeds] of [
    ['train', train],
    ['valid', valid],
  ] as const) {
    const place = join(folder, split);
    await mkdir(place, { recursive: true });
    const lines: string[] = [];
    for (const seed of seeds) {
      const name = `face${seed}.png`;
      const options = { width: side, height: side, seed, counts: counts(seed) };
      const { lesions } = await writePhantom(place, name, options);
      const boxes = lesions.map(({ box, type }) =>
        [box.x, box.y, box.x + box.width, box.y + box.height, LESION_TYPES.indexOf(type)]
          .map(Math.round)
          .join(),
      );
      lines.push([name, ...boxes].join(' '));
    }
    await writeFile(join(place, '_annotations.txt'), `${lines.join('\n')}\n`);
    await writeFile(join(place, '_classes.txt'), `${LESION_TYPES.join('\n')}\n`);
  }
}
