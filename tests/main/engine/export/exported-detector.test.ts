import { InferenceSession, Tensor } from 'onnxruntime-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resolve } from 'node:path';
import type { DetectedLesion } from '../../../../src/shared/clinical/lesion';
import { LESION_TYPES } from '../../../../src/shared/clinical/lesion';
import type { RgbImage } from '../../../../src/shared/photo/rgb-image';
import { renderPhantom } from '../../../../src/shared/phantom/render-phantom';
import { compiledTileRunner } from '../../../../src/main/engine/detector/compiled-tile-runner';
import { TiledDetector } from '../../../../src/main/engine/detector/tiled-detector';
import { exportDetector } from '../../../../src/main/engine/export/export-detector';
import { readModelFolder, type LoadedModel } from '../../../../src/main/engine/io/model-folder';

let model: LoadedModel;
/** Low enough for hundreds of weak candidates, so that suppression and seams have work to do. */
const EAGER = 0.05;

let exported: InferenceSession;
let eager: InferenceSession;
let detector: TiledDetector;

const open = (exportedModel: LoadedModel) =>
  InferenceSession.create(exportDetector(exportedModel, '1.2.3'), { logSeverityLevel: 3 });

const withThreshold = (threshold: number): LoadedModel => ({
  ...model,
  description: { ...model.description, threshold },
});

beforeAll(async () => {
  model = await readModelFolder(resolve(import.meta.dirname, '../../../../assets/models/starter'));
  [exported, eager] = await Promise.all([open(model), open(withThreshold(EAGER))]);
  detector = new TiledDetector({
    description: model.description,
    engine: { id: 'onnxruntime-cpu', device: 'test' },
    openRunner: compiledTileRunner(model, { threads: 2 }),
  });
});
afterAll(async () => {
  await Promise.all([exported.release(), eager.release()]);
  await detector.close();
});

type Lesion = Pick<DetectedLesion, 'score' | 'box'> & { readonly types: readonly number[] };

async function runExported(
  session: InferenceSession,
  { data, width, height }: RgbImage,
): Promise<readonly Lesion[]> {
  const { boxes, scores, type_probabilities } = await session.run({
    photo: new Tensor('uint8', Uint8Array.from(data), [height, width, 3]),
  });
  const [box, score, types] = [boxes, scores, type_probabilities].map((one) => one?.data as Float32Array);
  return Array.from(score ?? [], (value, index) => {
    const [x = 0, y = 0, w = 0, h = 0] = box?.subarray(index * 4, index * 4 + 4) ?? [];
    return {
      score: value,
      box: { x, y, width: w, height: h },
      types: Array.from(types?.subarray(index * 4, index * 4 + 4) ?? []),
    };
  });
}

const runApp = async (image: RgbImage, minScore: number): Promise<readonly Lesion[]> =>
  (await detector.detect(image, { minScore })).map(({ score, box, typeScores }) => ({
    score,
    box,
    types: LESION_TYPES.map((type) => typeScores[type]),
  }));

/** Largest difference of any number, boxes in pixels of the photo. */
function difference(a: readonly Lesion[], b: readonly Lesion[], { width, height }: RgbImage): number {
  const numbers = ({ score, box, types }: Lesion) => [
    ...[score, ...types],
    ...[box.x * width, box.width * width, box.y * height, box.height * height],
  ];
  return Math.max(
    0,
    ...a.flatMap((one, index) =>
      numbers(one).map((value, place) => Math.abs(value - (numbers(b[index]!)[place] ?? NaN))),
    ),
  );
}

describe('an exported detector finds what the app finds', () => {
  it.each([
    ['one tile', 512, 512],
    ['portrait', 420, 640],
    ['two tiles across', 900, 600],
    ['four tiles', 768, 1024],
    ['sides that fit no grid', 641, 333],
    ['a tiny picture', 64, 67],
  ])('%s, %d × %d', async (_, width, height) => {
    const { image } = renderPhantom({ width, height, seed: width });
    const app = await runApp(image, EAGER);
    const found = await runExported(eager, image);
    expect(found).toHaveLength(app.length);
    expect(difference(app, found, image)).toBeLessThan(0.01);
  });
});

it('uses the operating threshold where none is given, and finds many lesions on a phantom with acne', async () => {
  const { image } = renderPhantom({ width: 700, height: 900, seed: 5 });
  const app = await runApp(image, model.description.threshold);
  const found = await runExported(exported, image);
  expect(found.length).toBe(app.length);
  expect(found.length).toBeGreaterThan(3);
});

it('finds nothing on an even surface', async () => {
  const image = { width: 80, height: 70, data: new Uint8Array(80 * 70 * 3).fill(128) };
  expect(await runExported(exported, image)).toEqual([]);
});
