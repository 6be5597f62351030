import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compiledTileRunner } from '../../../src/main/engine/detector/compiled-tile-runner';
import { detectFile } from '../../../src/main/engine/detector/detect-file';
import { YoloDetector } from '../../../src/main/engine/detector/yolo-detector';
import { readAnyDetectorFolder, writeModelFolder } from '../../../src/main/engine/io/model-folder';
import { tensorflowWasm } from '../../../src/main/engine/ladder/tensorflow-wasm';
import { readYoloDetections } from '../../../src/main/engine/ml/detection/yolo-detections';
import { loadPixels } from '../../../src/main/imaging/load-pixels';
import { relativeError } from '../../helpers/compiled-parity';
import { example } from '../../helpers/parity-inputs';
import { writePhantom } from '../../helpers/phantom-file';
import { randomYolo } from '../../helpers/random-yolo';
import { appFolder, runMacule } from '../../helpers/run-macule';
import { temporaryFolder } from '../../helpers/temporary-folder';

const SIDE = 64;
const folder = temporaryFolder();
const model = randomYolo(3, SIDE);
const modelFolder = join(folder.path, 'yolo');
const openRunner = compiledTileRunner(model, { threads: 1 });
const engine = { id: 'onnxruntime-cpu', device: 'a processor' } as const;
const open = () => new YoloDetector({ description: model.description, engine, openRunner });
let photo: string;

beforeAll(async () => {
  await writeModelFolder(modelFolder, model.description, model.weights);
  // Twice as wide as high: it has to be stretched, and boxes have to be brought back.
  photo = (await writePhantom(folder.path, 'wide.png', { width: 256, height: 128, seed: 5 })).file;
});
afterAll(() => folder.remove());

describe('a detector of the YOLOv8 family', () => {
  it('sees the photo stretched to its square and gives boxes as fractions of the photo', async () => {
    const detector = open();
    const { lesions, width, height } = await detectFile(detector, photo, { minScore: 0.3 });
    await detector.close();
    expect([width, height]).toEqual([256, 128]);
    const { data } = await loadPixels(photo, { squareSide: SIDE });
    const planes = Float32Array.from({ length: data.length }, (_, index) => {
      const [plane, pixel] = [Math.floor(index / SIDE ** 2), index % SIDE ** 2];
      return data[3 * pixel + plane]! / 255;
    });
    const runner = await openRunner(SIDE, SIDE);
    const values = await runner.run(planes);
    const raw = readYoloDetections(values, 4, { minScore: 0.3, overlap: 0.5, suppression: 'agnostic' });
    await runner.close();
    expect(lesions.length).toBeGreaterThan(3);
    expect(lesions.map(({ score }) => score)).toEqual(raw.map(({ score }) => score));
    for (const [index, { box, typeScores }] of lesions.entries()) {
      const [left, right] = [raw[index]!.box.x, raw[index]!.box.x + raw[index]!.box.width];
      expect(box.x).toBeCloseTo(Math.max(0, left), 6);
      expect(box.x + box.width).toBeCloseTo(Math.min(1, right), 6);
      expect(Object.values(typeScores).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 6);
    }
  });

  it('ends as cancelled, and can be used again', async () => {
    const detector = open();
    const image = await loadPixels(photo, { squareSide: SIDE });
    const signal = AbortSignal.abort();
    const failure = { kind: 'cancelled', retryable: true };
    await expect(detector.detect(image, { minScore: 0.3, signal })).rejects.toMatchObject({ failure });
    expect((await detector.detect(image, { minScore: 0.3 })).length).toBeGreaterThan(0);
    await detector.close();
  });

  it('sees the same compiled and on WebAssembly', async () => {
    const picture = example([3, SIDE, SIDE], 11, 0, 1);
    const wasm = tensorflowWasm();
    if (!wasm.available) throw new Error(wasm.reason);
    const compiled = await openRunner(SIDE, SIDE);
    const eager = await wasm.openModel(model)(SIDE, SIDE);
    const expected = Array.from(await eager.run(picture.values));
    expect(relativeError(Array.from(await compiled.run(picture.values)), expected)).toBeLessThan(1e-4);
    await Promise.all([compiled.close(), eager.close()]);
  });
});

describe('its model folder', () => {
  it('comes back as it was written', async () => {
    const { description, weights } = await readAnyDetectorFolder(modelFolder);
    expect({ ...description, weightsSha256: '' }).toEqual(model.description);
    expect(weights).toEqual(model.weights);
  });

  it('is used by macule predict, and refused by macule export', async () => {
    const app = await appFolder(folder.path);
    const run = await runMacule(app, [
      'predict',
      photo,
      '--model',
      modelFolder,
      '--min-score',
      '0.3',
      '--json',
    ]);
    expect(run.code).toBe(0);
    const printed = JSON.parse(run.out) as { model: unknown; photos: { lesions: unknown[] }[] };
    expect(printed.model).toMatchObject({ id: model.description.id });
    expect(printed.photos[0]!.lesions.length).toBeGreaterThan(3);
    const exported = await runMacule(app, [
      'export',
      '--model',
      modelFolder,
      '--onnx',
      join(folder.path, 'a.onnx'),
    ]);
    expect(exported.code).not.toBe(0);
    expect(exported.err).toContain('YOLOv8');
  });

  it('is refused where its weights are of another network', async () => {
    const other = join(folder.path, 'other');
    await writeModelFolder(other, { ...model.description, classes: ['papule'] }, model.weights);
    const app = await appFolder(folder.path);
    const run = await runMacule(app, ['predict', photo, '--model', other]);
    expect(run.code).not.toBe(0);
    expect(run.out + run.err).toContain('do not fit');
  });
});
