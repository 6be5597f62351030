import { join, resolve } from 'node:path';
import { ones, setBackend, tidy, tile } from '@tensorflow/tfjs-core';
import { afterAll, expect, it } from 'vitest';
import { detectFile } from '../../src/main/engine/detector/detect-file';
import { trainModel } from '../../src/main/engine/jobs/train';
import { openEngine } from '../../src/main/engine/open-engine';
import { forkProbe } from '../../src/main/engine/probe/fork-probe';
import { isOutOfMemory } from '../../src/main/engine/runtime/out-of-memory';
import { NATIVE_BACKEND } from '../../src/main/engine/tensorflow/native-backend';
import type { TrainingEvent } from '../../src/shared/training/events';
import type { EngineId } from '../../src/shared/engine/status';
import { BUILT_PROBE } from '../helpers/built-probe';
import { writePhantom } from '../helpers/phantom-file';
import { temporaryFolder } from '../helpers/temporary-folder';
import { trainingSurroundings } from '../helpers/training-surroundings';
import { writeTwoPhotoDataset } from '../helpers/two-photo-dataset';

const folder = temporaryFolder();
afterAll(() => folder.remove());

const open = (prefer: EngineId) =>
  openEngine({
    modelsFolder: resolve(import.meta.dirname, '../../assets/models'),
    cacheFolder: folder.path,
    threads: 2,
    prefer,
    strict: true,
    runProbe: forkProbe(BUILT_PROBE),
    tryTensorflow: true,
  });

it('calls itself a processor and no graphics card', async () => {
  const { engines } = (await open('tfjs-node-cpu')).ladder;
  expect(engines.find(({ id }) => id === 'tfjs-node-gpu')).toMatchObject({ available: false, device: null });
  const { device, reason } = engines.find(({ id }) => id === 'tfjs-node-cpu') ?? {};
  expect(device).toContain('(2 threads)');
  expect(reason).toMatch(/^TensorFlow 2\.\d+\.\d+ runs the detector on the processor/);
});

it('finds the lesions that the compiled detector finds', async () => {
  const counts = { papule: 6, pustule: 6, nodule: 2, comedone: 4 };
  const { file } = await writePhantom(folder.path, 'face.png', { width: 512, height: 640, seed: 4, counts });
  const lesions = async (engine: EngineId) => {
    const detector = await (await open(engine)).loadDetector();
    const found = await detectFile(detector, file, { minScore: 0.1 });
    await detector.close();
    return found.lesions;
  };
  const [expected, actual] = [await lesions('onnxruntime-cpu'), await lesions('tfjs-node-cpu')];
  expect(expected.length).toBeGreaterThan(3);
  expect(actual.map(({ type }) => type)).toEqual(expected.map(({ type }) => type));
  expected.forEach(({ score, box }, index) => {
    const other = actual[index]!;
    expect(other.score).toBeCloseTo(score, 4);
    for (const side of ['x', 'y', 'width', 'height'] as const) {
      expect(other.box[side]).toBeCloseTo(box[side], 4);
    }
  });
});

it('trains a detector from photos to a saved model', async () => {
  const data = join(folder.path, 'data');
  await writeTwoPhotoDataset(data);
  const events: TrainingEvent[] = [];
  const run = trainModel(
    {
      model: 'lesion-detector-trial',
      dataFolder: data,
      outFolder: join(folder.path, 'run'),
      settings: {},
      seed: 1,
      resume: false,
      engine: 'tfjs-node-cpu',
    },
    { ...trainingSurroundings(folder.path), threads: 2, runProbe: forkProbe(BUILT_PROBE) },
  );
  for await (const event of run) events.push(event);
  expect(events[0]).toMatchObject({ event: 'start', engine: { id: 'tfjs-node-cpu' } });
  expect(events.at(-1)).toMatchObject({ event: 'done', reason: 'finished', model: expect.any(String) });
});

it('tells that memory ran out, so that training goes on with a smaller batch', async () => {
  await setBackend(NATIVE_BACKEND);
  const fourTerabytes = () => tidy(() => tile(ones([1024, 1024]), [1024 * 1024, 1]).dataSync());
  let thrown: unknown;
  try {
    fourTerabytes();
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(Error);
  expect(isOutOfMemory(thrown)).toBe(true);
});
