import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { deidentify } from '../../../src/main/engine/deidentify/deidentify';
import { openFaceNetworks } from '../../../src/main/engine/face/face-networks';
import { findFace, type FaceNetworks } from '../../../src/main/engine/face/find-face';
import { eyesAndBrows } from '../../../src/shared/face/eye-mask';
import type { Face } from '../../../src/shared/face/face';
import { scaleBox } from '../../../src/shared/geometry/box';
import { renderPhantom, type Phantom } from '../../../src/shared/phantom/render-phantom';
import type { RgbImage } from '../../../src/shared/photo/rgb-image';
import { writeImage } from '../../helpers/phantom-file';
import { temporaryFolder } from '../../helpers/temporary-folder';

const work = temporaryFolder();
const size = { width: 600, height: 720 };
let networks: FaceNetworks;
const look = (image: RgbImage): Promise<Face | null> => findFace(image, networks);

beforeAll(async () => {
  const folder = fileURLToPath(new URL('../../../assets/pretrained/face', import.meta.url));
  networks = await openFaceNetworks(folder, { threads: 1 });
});
afterAll(async () => {
  await networks.close();
  await work.remove();
});

const never = new AbortController().signal;

async function made(
  name: string,
  image: RgbImage,
  pictures: 'eyes-masked' | 'lesion-tiles',
  phantom?: Phantom,
) {
  const folder = join(work.path, `${name}-drafts`);
  await mkdir(folder);
  const file = await writeImage(work.path, `${name}.png`, image);
  const lesions = (phantom?.lesions ?? []).map(({ box }, index) => ({
    id: `lesion-${index}`,
    box: scaleBox(box, 1 / image.width, 1 / image.height),
  }));
  const job = { kind: 'deidentify', file, pictures, face: null, lesions, folder } as const;
  return { ...(await deidentify(job, look, never)), folder, lesions };
}

/** Pixels of a written picture, by another way than the app's. */
async function pixelsOf(folder: string, id: string, rendition = 'full') {
  const file = await readFile(join(folder, id, `${rendition}.sealed`));
  const { data, info } = await sharp(file).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number): readonly number[] => {
    const from = (Math.floor(y) * info.width + Math.floor(x)) * 3;
    return [...data.subarray(from, from + 3)];
  };
  return { file, at, image: { width: info.width, height: info.height, data } };
}

it('burns a bar over eyes and brows into the pixels, and leaves the rest as it was', async () => {
  const { image } = renderPhantom({ ...size, seed: 2 });
  const face = await look(image);
  if (!face) throw new Error('No face on a rendered face.');
  const { pictures, refused, folder } = await made('one', image, 'eyes-masked');
  expect(refused).toEqual([]);
  expect(pictures).toMatchObject([{ ...size, lesionId: null }]);
  for (const rendition of ['full', 'screen']) {
    const { at, file } = await pixelsOf(folder, pictures[0]?.id ?? '', rendition);
    // Whatever lay within the outline of eyes and brows is one black.
    for (const { x, y } of eyesAndBrows(face, image)) expect(Math.max(...at(x, y))).toBeLessThanOrEqual(3);
    const { exif, xmp, icc, iptc } = await sharp(file).metadata();
    expect([exif, xmp, icc, iptc]).toEqual([undefined, undefined, undefined, undefined]);
  }
  const { at } = await pixelsOf(folder, pictures[0]?.id ?? '');
  const [nose, chin] = [4, 152].map((index) => face.landmarks[index] ?? { x: 0, y: 0 });
  for (const point of [nose, chin]) {
    const [x, y] = [(point?.x ?? 0) * size.width, (point?.y ?? 0) * size.height];
    const before = image.data[(Math.floor(y) * size.width + Math.floor(x)) * 3] ?? 0;
    expect(Math.abs((at(x, y)[0] ?? 0) - before)).toBeLessThan(8);
  }
});

it('masks everybody on a photo', async () => {
  const [left, right] = [2, 9].map((seed) => renderPhantom({ ...size, seed }).image);
  if (!left || !right) throw new Error('Two faces are needed.');
  const both: RgbImage = { width: 1200, height: 720, data: new Uint8Array(1200 * 720 * 3) };
  for (let row = 0; row < 720; row += 1) {
    both.data.set(left.data.subarray(row * 1800, (row + 1) * 1800), row * 3600);
    both.data.set(right.data.subarray(row * 1800, (row + 1) * 1800), row * 3600 + 1800);
  }
  const { pictures, folder } = await made('two', both, 'eyes-masked');
  const { at } = await pixelsOf(folder, pictures[0]?.id ?? '');
  for (const [one, shift] of [
    [left, 0],
    [right, 600],
  ] as const) {
    const face = await look(one);
    for (const { x, y } of face ? eyesAndBrows(face, one) : [])
      expect(Math.max(...at(x + shift, y))).toBeLessThanOrEqual(3);
  }
});

it('refuses to mask a photo on which no face is found', async () => {
  const image: RgbImage = { width: 400, height: 400, data: new Uint8Array(400 * 400 * 3).fill(180) };
  const { pictures, refused } = await made('none', image, 'eyes-masked');
  expect(pictures).toEqual([]);
  expect(refused).toMatchObject([
    { lesionId: null, why: expect.stringContaining('No face was found') as string },
  ]);
});

it('cuts lesions out so that no face is found on any of them', async () => {
  const phantom = renderPhantom({ ...size, seed: 5, counts: { papule: 15, pustule: 10 } });
  const { pictures, refused, folder, lesions } = await made('tiles', phantom.image, 'lesion-tiles', phantom);
  expect(pictures.length + refused.length).toBe(lesions.length);
  expect(pictures.length).toBeGreaterThan(10);
  for (const { id, lesionId, part, width, height } of pictures) {
    expect(width).toBe(height);
    expect(Math.max(part.width * size.width, part.height * size.height)).toBeLessThanOrEqual(0.25 * 600 + 1);
    const { image, at } = await pixelsOf(folder, id);
    expect(await look(image)).toBeNull();
    // The middle of the lesion is where the tile says that it is.
    const { box } = lesions.find((lesion) => lesion.id === lesionId) ?? { box: part };
    const [x, y] = [(box.x + box.width / 2) * size.width, (box.y + box.height / 2) * size.height];
    const source = phantom.image.data[(Math.floor(y) * size.width + Math.floor(x)) * 3] ?? 0;
    const [there] = at(
      Math.floor(x) - Math.round(part.x * size.width),
      Math.floor(y) - Math.round(part.y * size.height),
    );
    expect(Math.abs((there ?? 0) - source)).toBeLessThan(12);
  }
});

it('does nothing without a face detector, and stops when it is told to', async () => {
  const file = await writeImage(work.path, 'late.png', renderPhantom({ ...size, seed: 3 }).image);
  const job = {
    kind: 'deidentify',
    file,
    pictures: 'eyes-masked',
    face: null,
    lesions: [],
    folder: work.path,
  } as const;
  await expect(deidentify(job, null, never)).rejects.toMatchObject({
    failure: { kind: 'model-unavailable' },
  });
  await expect(deidentify(job, look, AbortSignal.abort())).rejects.toMatchObject({
    failure: { kind: 'cancelled' },
  });
});
