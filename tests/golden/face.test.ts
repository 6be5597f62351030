import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openFaceNetworks } from '../../src/main/engine/face/face-networks';
import { findFace, type FaceNetworks } from '../../src/main/engine/face/find-face';
import { regionAt, regionsOfFace } from '../../src/shared/face/face-regions';
import { renderPhantom } from '../../src/shared/phantom/render-phantom';

const outputs = z.array(
  z.object({ output: z.string(), size: z.number(), step: z.number(), values: z.array(z.number()) }),
);
const golden = z
  .object({ blazeface: outputs, facemesh: outputs })
  .parse(JSON.parse(readFileSync(new URL('face.json', import.meta.url), 'utf8')));
const folder = fileURLToPath(new URL('../../assets/pretrained/face', import.meta.url));

/** The maker's picture, channel by channel. */
function picture(side: number, [black, white]: readonly [number, number]): Float32Array {
  const planes = new Float32Array(3 * side * side);
  for (let index = 0; index < planes.length; index += 1) {
    const value = black + (0.5 + 0.5 * Math.sin(index * 0.37)) * (white - black);
    planes[(index % 3) * side * side + Math.floor(index / 3)] = value;
  }
  return planes;
}

let networks: FaceNetworks;
beforeAll(async () => {
  networks = await openFaceNetworks(folder, { threads: 1 });
});
afterAll(() => networks.close());

/** Largest difference, as a share of the largest value. */
function difference(values: ArrayLike<number>, expected: z.infer<typeof outputs>): number {
  let offset = 0;
  let worst = 0;
  let largest = 0;
  for (const { size, step, values: few } of expected) {
    few.forEach((value, index) => {
      worst = Math.max(worst, Math.abs((values[offset + index * step] ?? NaN) - value));
      largest = Math.max(largest, Math.abs(value));
    });
    offset += size;
  }
  return worst / largest;
}

describe('the compiled networks say what TensorFlow.js says', () => {
  it('BlazeFace', async () => {
    const { scores, boxes } = await networks.detect(picture(256, [-1, 1]));
    expect(difference([...scores, ...boxes], golden.blazeface)).toBeLessThan(1e-5);
  });

  it('FaceMesh', async () => {
    const { confidence, mesh } = await networks.lay(picture(192, [0, 1]));
    const [, flag, points] = golden.facemesh;
    expect(confidence).toBeCloseTo(flag?.values[0] ?? NaN, 5);
    expect(difference(mesh, points ? [points] : [])).toBeLessThan(1e-5);
  });
});

describe('a face is found', () => {
  const size = { width: 480, height: 480 };

  it('on a picture that it fills, its lesions in their regions', async () => {
    const { image } = renderPhantom({ ...size, seed: 2 });
    const face = await findFace(image, networks);
    expect(face?.confidence).toBeGreaterThan(0.9);
    const regions = regionsOfFace(face!, size);
    const at = (x: number, y: number) => regionAt(regions, { x: x * 480, y: y * 480 });
    expect([at(0.5, 0.25), at(0.5, 0.56), at(0.33, 0.62), at(0.67, 0.62), at(0.5, 0.94)]).toEqual([
      ...['forehead', 'nose', 'right-cheek', 'left-cheek', 'chin'],
    ]);
  });

  it('nowhere on bare skin', async () => {
    const data = new Uint8Array(480 * 480 * 3).map((_, index) => [205, 160, 140][index % 3] ?? 0);
    expect(await findFace({ ...size, data }, networks)).toBeNull();
  });
});
