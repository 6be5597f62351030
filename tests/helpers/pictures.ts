import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RgbImage } from '../../src/shared/photo/rgb-image';

/** Colours of a {@link quadrants} picture: top left, top right, bottom left, bottom right. */
export const QUADRANT_COLOURS = [
  [200, 40, 40],
  [40, 180, 60],
  [40, 60, 200],
  [224, 172, 150],
] as const;

/** Four flat colours, so that a wrong turn, mirror or colour shows. `shift` makes otherwise equal pictures differ. */
export function quadrants(width: number, height: number, shift = 0): RgbImage {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const colour = QUADRANT_COLOURS[(y < height / 2 ? 0 : 2) + (x < width / 2 ? 0 : 1)];
      data.set(
        (colour ?? [0, 0, 0]).map((value) => value + shift),
        (y * width + x) * 3,
      );
    }
  }
  return { width, height, data };
}

/** The colours in the middle of the four quadrants, in reading order. */
export function quadrantColours(image: RgbImage): number[][] {
  const { width, height } = image;
  const at = (x: number, y: number): number[] => {
    const start = (Math.floor(y * height) * width + Math.floor(x * width)) * 3;
    return [...image.data.subarray(start, start + 3)];
  };
  return [at(0.25, 0.25), at(0.75, 0.25), at(0.25, 0.75), at(0.75, 0.75)];
}

/** Runs a test with a folder of its own, removed afterwards. */
export async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'macule-test-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
