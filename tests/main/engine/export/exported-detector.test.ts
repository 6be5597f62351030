import { resolve } from 'node:path';
import { InferenceSession } from 'onnxruntime-node';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compiledTileRunner } from '../../../../src/main/engine/detector/compiled-tile-runner';
import { TiledDetector } from '../../../../src/main/engine/detector/tiled-detector';
import { exportDetector } from '../../../../src/main/engine/export/export-detector';
import { readDetectorFolder, type LoadedDetector } from '../../../../src/main/engine/io/model-folder';
import { decodePicture } from '../../../../src/main/imaging/decode-picture';
import { renderPhantom, type Phantom } from '../../../../src/shared/phantom/render-phantom';
import type { RgbImage } from '../../../../src/shared/photo/rgb-image';
import { randomModel } from '../../../helpers/random-model';
import { difference, plainLesion, runExported, type PlainLesion } from './run-exported';

interface Both {
  readonly model: LoadedDetector;
  readonly exported: InferenceSession;
  readonly app: TiledDetector;
}

const THREADS = 2;

async function openBoth(model: LoadedDetector): Promise<Both> {
  const bytes = exportDetector(model, { version: '1.2.3', exportedAt: '2026-01-02T03:04:05.000Z' });
  return {
    model,
    exported: await InferenceSession.create(bytes, { logSeverityLevel: 3, intraOpNumThreads: THREADS }),
    app: new TiledDetector({
      description: model.description,
      engine: { id: 'onnxruntime-cpu', device: 'test' },
      openRunner: compiledTileRunner(model, { threads: THREADS }),
    }),
  };
}

const closeBoth = async ({ exported, app }: Both) => {
  await exported.release();
  await app.close();
};

/** What the app finds in a picture file with these pixels. */
async function runApp({ app, model }: Both, image: RgbImage) {
  const { data, width, height } = image;
  const picture = sharp(data, { raw: { width, height, channels: 3 } }).png({ compressionLevel: 0 });
  const { longSide, threshold } = model.description;
  const bytes = await picture.toBuffer();
  const photo = await decodePicture({ file: 'a.png', format: 'png', bytes }, { longSide });
  return (await app.detect(photo, { minScore: threshold })).map(plainLesion);
}

function expectSame(app: readonly PlainLesion[], found: readonly PlainLesion[], image: RgbImage): void {
  expect(found).toHaveLength(app.length);
  const { box, score, type } = difference(app, found, image);
  expect(box).toBeLessThan(0.01);
  expect(score).toBeLessThan(1e-4);
  expect(type).toBeLessThan(1e-4);
}

describe('a detector with random weights, which finds hundreds of things', () => {
  const face = renderPhantom({ width: 300, height: 260, seed: 3 });
  let both: Both;
  beforeAll(async () => {
    both = await openBoth(randomModel(11));
  });
  afterAll(() => closeBoth(both));

  it.each([
    ['one tile', 512, 512],
    ['exactly the longest tile', 640, 640],
    ['one pixel more', 641, 333],
    ['portrait, two tiles', 420, 900],
    ['landscape, four tiles', 1024, 768],
    ['the smallest photo', 32, 35],
    ['reduced, portrait', 900, 1300],
    ['reduced, by more than four', 4200, 700],
    ['12 megapixels', 4000, 3000],
  ])('%s: %d × %d', async (_, width, height) => {
    const image = faces(face, width, height);
    const app = await runApp(both, image);
    expect(app.length).toBeGreaterThan(width * height > 10_000 ? 50 : 0);
    expectSame(app, await runExported(both.exported, image), image);
  });

  it('takes a picture of a single pixel', async () => {
    const image = { width: 1, height: 1, data: Uint8Array.of(200, 150, 120) };
    for (const { box } of await runExported(both.exported, image)) {
      expect(box.x + box.width).toBeLessThanOrEqual(1);
      expect(box.y + box.height).toBeLessThanOrEqual(1);
    }
  });
});

describe('the shipped detector', () => {
  const { image } = renderPhantom({ width: 500, height: 640, seed: 5 });
  let shipped: LoadedDetector;
  beforeAll(async () => {
    const folder = resolve(import.meta.dirname, '../../../../assets/models/starter');
    const { description, weights } = await readDetectorFolder(folder);
    // The file looks at the photo in its own size alone.
    const { scales: _, jointScore: __, ...oneScale } = description;
    shipped = { description: oneScale, weights };
  });

  it.each([
    ['its own threshold', undefined, 5],
    ['one for many weak candidates', 0.0002, 50],
    ['one that nothing reaches', 1, 0],
  ])('finds what the app finds, with %s', async (_, threshold = shipped.description.threshold, atLeast) => {
    const both = await openBoth({ ...shipped, description: { ...shipped.description, threshold } });
    const app = await runApp(both, image);
    expect(app.length).toBeGreaterThanOrEqual(atLeast);
    expectSame(app, await runExported(both.exported, image), image);
    await closeBoth(both);
  });

  it('looks at mirrored pictures too where its description says so, and finds the mirrored lesions of a mirrored photo', async () => {
    const both = await openBoth({ ...shipped, description: { ...shipped.description, mirrored: true } });
    const face = renderPhantom({ width: 640, height: 512, seed: 3 }).image;
    const app = await runApp(both, face);
    expect(app.length).toBeGreaterThan(4);
    expectSame(app, await runExported(both.exported, face), face);
    const seen = await runApp(both, mirrored(face));
    expect(seen).toHaveLength(app.length);
    for (const { box, score } of app) {
      const twin = seen.find(
        (other) =>
          Math.abs(1 - other.box.x - other.box.width - box.x) < 1e-4 && Math.abs(other.box.y - box.y) < 1e-4,
      );
      expect(twin?.score).toBeCloseTo(score, 4);
    }
    await closeBoth(both);
  });
});

function mirrored({ width, height, data }: RgbImage): RgbImage {
  const turned = new Uint8Array(data.length);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const column = pixel % width;
    const from = (pixel - column + width - 1 - column) * 3;
    turned.set(data.subarray(from, from + 3), pixel * 3);
  }
  return { width, height, data: turned };
}

/** One rendered face, again and again: rendering a large one takes longer than all the rest. */
function faces({ image }: Phantom, width: number, height: number): RgbImage {
  const data = new Uint8Array(width * height * 3);
  for (let row = 0; row < height; row += 1) {
    const line = image.data.subarray((row % image.height) * image.width * 3).subarray(0, image.width * 3);
    for (let column = 0; column < width; column += image.width) {
      const part = line.subarray(0, Math.min(image.width, width - column) * 3);
      data.set(part, (row * width + column) * 3);
    }
  }
  return { width, height, data };
}
