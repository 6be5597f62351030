import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { deidentify } from '../../../src/main/engine/deidentify/deidentify';
import { everyFace, sawEyesOf } from '../../../src/main/engine/deidentify/every-face';
import { openFaceNetworks } from '../../../src/main/engine/face/face-networks';
import { findFace, type FaceNetworks } from '../../../src/main/engine/face/find-face';
import { eyesAndBrows } from '../../../src/shared/face/eye-mask';
import type { Face } from '../../../src/shared/face/face';
import { standardLandmarks } from '../../../src/shared/face/standard-face';
import { scaleBox } from '../../../src/shared/geometry/box';
import { renderPhantom, type Phantom } from '../../../src/shared/phantom/render-phantom';
import { seededRandom } from '../../../src/shared/random';
import type { RgbImage } from '../../../src/shared/photo/rgb-image';
import { writeImage } from '../../helpers/phantom-file';
import { dressed, FREE } from '../../helpers/dressed-face';
import { placedByHand } from '../../helpers/placed-face';
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
  placedFace: Face | null = null,
) {
  const folder = join(work.path, `${name}-drafts`);
  await mkdir(folder);
  const file = await writeImage(work.path, `${name}.png`, image);
  const lesions = (phantom?.lesions ?? []).map(({ box }, index) => ({
    id: `lesion-${index}`,
    box: scaleBox(box, 1 / image.width, 1 / image.height),
  }));
  const job = { kind: 'deidentify', file, pictures, face: null, placedFace, lesions, folder } as const;
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

it('covers eyes where a person placed the face, the same room round them, and says that nothing could check it', async () => {
  const { image } = renderPhantom({ ...size, seed: 2 });
  const truth = await look(image);
  if (!truth) throw new Error('No face on a rendered face.');
  const photo = dressed(image);
  expect(await look(photo)).toBeNull();
  expect((await made('dressed', photo, 'eyes-masked')).pictures).toEqual([]);
  const placed = placedByHand(truth, size, { point: 0.02 }, seededRandom(1));
  const { pictures, refused, folder } = await made('placed', photo, 'eyes-masked', undefined, placed);
  expect(refused).toEqual([]);
  expect(pictures).toMatchObject([{ ...size, lesionId: null, eyesByHand: true }]);
  for (const rendition of ['full', 'screen']) {
    const { at } = await pixelsOf(folder, pictures[0]?.id ?? '', rendition);
    const seen = eyesAndBrows(truth, size).filter(({ x }) => x < FREE * size.width);
    expect(seen.length).toBeGreaterThan(16);
    for (const { x, y } of seen) expect(Math.max(...at(x, y))).toBeLessThanOrEqual(3);
  }
  // The cheek is still to be seen.
  const { at } = await pixelsOf(folder, pictures[0]?.id ?? '');
  const cheek = truth.landmarks[50] ?? { x: 0, y: 0 };
  expect(Math.max(...at(cheek.x * size.width, cheek.y * size.height))).toBeGreaterThan(60);
});

it('covers eyes that are found, too, wherever a person placed the face', async () => {
  const { image } = renderPhantom({ ...size, seed: 2 });
  const truth = await look(image);
  if (!truth) throw new Error('No face on a rendered face.');
  const below = { ...truth, landmarks: truth.landmarks.map(({ x, y }) => ({ x, y: y + 0.3 })) };
  for (const [name, placed, eyesByHand] of [
    ['aside', below, true],
    ['right', placedByHand(truth, size, { point: 0.02 }, seededRandom(2)), false],
  ] as const) {
    const { pictures, folder } = await made(name, image, 'eyes-masked', undefined, placed);
    expect(pictures).toMatchObject([{ eyesByHand }]);
    const { at } = await pixelsOf(folder, pictures[0]?.id ?? '');
    for (const face of [truth, placed])
      for (const { x, y } of eyesAndBrows(face, size)) expect(Math.max(...at(x, y))).toBeLessThanOrEqual(3);
  }
});

it('looks closely where a person placed a face that is too small to be found', async () => {
  const [side, small] = [3000, { width: 70, height: 84 }];
  const { image } = renderPhantom({ ...small, seed: 2 });
  const photo: RgbImage = { width: side, height: side, data: new Uint8Array(side * side * 3).fill(120) };
  const [left, top] = [1200, 900];
  for (let row = 0; row < small.height; row += 1) {
    const line = image.data.subarray(row * small.width * 3, (row + 1) * small.width * 3);
    photo.data.set(line, ((top + row) * side + left) * 3);
  }
  expect(await everyFace(photo, look, null)).toEqual([]);
  const truth = await look(image);
  if (!truth) throw new Error('No face on a rendered face.');
  const placed = {
    ...truth,
    landmarks: truth.landmarks.map(({ x, y }) => ({
      ...{ x: (left + x * small.width) / side, y: (top + y * small.height) / side },
    })),
  };
  const [close, ...others] = await everyFace(photo, look, placed);
  expect(others).toEqual([]);
  expect(sawEyesOf(placed, close ? [close] : [], photo)).toBe(true);
});

it('refuses to mask a photo whose placed face has its eyes outside', async () => {
  const image: RgbImage = { width: 400, height: 400, data: new Uint8Array(400 * 400 * 3).fill(180) };
  const above = { confidence: 1, landmarks: standardLandmarks().map(({ x, y }) => ({ x, y: y - 0.8 })) };
  const { pictures, refused } = await made('outside', image, 'eyes-masked', undefined, above);
  expect(pictures).toEqual([]);
  expect(refused).toHaveLength(1);
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
    placedFace: null,
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
