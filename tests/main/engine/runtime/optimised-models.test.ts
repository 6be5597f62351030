import { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { scalar, sub, add, type Tensor } from '@tensorflow/tfjs-core';
import { InferenceSession } from 'onnxruntime-node';
import { afterAll, expect, it } from 'vitest';
import type { Graph } from '../../../../src/main/engine/compiler/graph/graph';
import { record } from '../../../../src/main/engine/compiler/record';
import { OptimisedModels } from '../../../../src/main/engine/runtime/optimised-models';
import {
  Session,
  WORTH_KEEPING_NODES,
  zeroTensor,
  type CreateSession,
} from '../../../../src/main/engine/runtime/session';
import { TrainingSession } from '../../../../src/main/engine/runtime/training-session';
import { lesionDetectorProgram } from '../../../../src/main/engine/training/lesion-detector-program';
import { recordTrainingStep } from '../../../../src/main/engine/training/record-step';
import { slotName } from '../../../../src/main/engine/training/training-state';
import { seededRandom } from '../../../../src/shared/random';
import { TINY_SHAPE } from '../../../helpers/random-model';
import { temporaryFolder } from '../../../helpers/temporary-folder';

const folder = temporaryFolder();
afterAll(() => folder.remove());

/** x → x − n, one node at a time; `kind` tells graphs of one length apart. */
function longGraph(kind: number, nodes = WORTH_KEEPING_NODES): Graph {
  return record(({ input }) => {
    let y: Tensor = add(input({ name: 'x', shape: [4] }), scalar(kind));
    // Subtracting an input keeps ONNX Runtime from folding the chain into one constant.
    const one = input({ name: 'one', shape: [] });
    for (let count = 1; count < nodes; count += 1) y = sub(y, one);
    return [{ name: 'y', tensor: y }];
  });
}

/** Opens sessions for real and remembers at which optimisation level. */
function watched() {
  const levels: (string | undefined)[] = [];
  const create: CreateSession = (model, options) => {
    levels.push(options.graphOptimizationLevel);
    return InferenceSession.create(model, options);
  };
  return { levels, create };
}

async function outputOf(graph: Graph, optimised: OptimisedModels, create: CreateSession) {
  const session = await Session.open(graph, { threads: 1, optimised, create });
  const [x, one] = graph.inputs.map(zeroTensor);
  (one!.data as Float32Array)[0] = 1;
  const outputs = session.allocateOutputs();
  await session.run({ x: x!, one: one! }, outputs);
  await session.close();
  return Array.from(outputs['y']?.data as Float32Array);
}

const filesIn = async (name: string) => (await readdir(join(folder.path, name))).sort();

it('opens a large graph from its optimised copy the second time, with the same result', async () => {
  const optimised = new OptimisedModels(join(folder.path, 'again'));
  const { levels, create } = watched();
  const graph = longGraph(3);
  const first = await outputOf(graph, optimised, create);
  expect(first).toEqual(new Array(4).fill(3 - (WORTH_KEEPING_NODES - 1)));
  expect(await outputOf(graph, optimised, create)).toEqual(first);
  expect(levels).toEqual(['all', 'disabled']);
  expect(await filesIn('again')).toEqual([expect.stringMatching(/^[0-9a-f]{64}\.optimised$/)]);
});

it('keeps no copy of a small graph', async () => {
  const optimised = new OptimisedModels(join(folder.path, 'small'));
  const { levels, create } = watched();
  await outputOf(longGraph(1, WORTH_KEEPING_NODES - 1), optimised, create);
  expect(levels).toEqual(['all']);
  await expect(filesIn('small')).rejects.toThrow('ENOENT');
});

it('notices a damaged copy and makes it again', async () => {
  const optimised = new OptimisedModels(join(folder.path, 'damaged'));
  const graph = longGraph(5);
  const expected = await outputOf(graph, optimised, watched().create);
  const [name] = await filesIn('damaged');
  const file = join(folder.path, 'damaged', name!);
  const sound = await readFile(file);
  const changed = Buffer.from(sound);
  changed[Math.floor(changed.length / 2)]! ^= 0xff;
  for (const content of [changed, sound.subarray(0, 100), Buffer.alloc(0)]) {
    await writeFile(file, content);
    const { levels, create } = watched();
    expect(await outputOf(graph, optimised, create)).toEqual(expected);
    expect(levels).toEqual(['all']);
    expect(await readFile(file)).toHaveLength(sound.length);
  }
});

it('replaces a copy that ONNX Runtime refuses', async () => {
  const optimised = new OptimisedModels(join(folder.path, 'refused'));
  const graph = longGraph(6);
  const expected = await outputOf(graph, optimised, watched().create);
  const { levels, create } = watched();
  const refusing: CreateSession = (model, options) =>
    options.graphOptimizationLevel === 'disabled'
      ? Promise.reject(new Error('Invalid protobuf'))
      : create(model, options);
  expect(await outputOf(graph, optimised, refusing)).toEqual(expected);
  expect(levels).toEqual(['all']);
});

it('has no weights in the copy of a training step', async () => {
  const step = recordTrainingStep(lesionDetectorProgram(TINY_SHAPE, 2, 64));
  expect(step.graph.nodes.length).toBeGreaterThanOrEqual(WORTH_KEEPING_NODES);
  const random = seededRandom(1);
  const state = new Map(
    step.parameters.map(({ name, shape }) => {
      const values = Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random() - 0.5);
      return [slotName('value', name), { shape, values }];
    }),
  );
  let open: Buffer = Buffer.alloc(0);
  const create: CreateSession = async (model, options) => {
    const session = await InferenceSession.create(model, options);
    open = await readFile(options.optimizedModelFilePath ?? '');
    return session;
  };
  const optimised = new OptimisedModels(join(folder.path, 'step'));
  const training = await TrainingSession.open(step, { threads: 1, seed: 3, optimised, create, state });
  const weights = [...training.weights().values()].filter(({ values }) => values.length >= 16);
  await training.close();
  expect(open.length).toBeGreaterThan(100_000);
  expect(weights.length).toBeGreaterThan(10);
  // Sixteen bytes of each, wherever its layout put them: a value on its own may be there by chance.
  const found = weights.filter(({ values }) =>
    open.includes(Buffer.from(values.buffer, values.byteOffset, 16)),
  );
  expect(found).toEqual([]);
  // The state did reach the session.
  expect([...state.values()].some(({ values }) => weights.some((one) => one.values[0] === values[0]))).toBe(
    true,
  );
});

it('works without a copy where the folder cannot be written to', async () => {
  const blocked = join(folder.path, 'a-file');
  await writeFile(blocked, '');
  const { levels, create } = watched();
  await outputOf(longGraph(7), new OptimisedModels(blocked), create);
  expect(levels).toEqual(['all']);
});

it('stays within its size: what was used least recently goes first, and leftovers of killed processes too', async () => {
  const place = join(folder.path, 'bounded');
  const optimised = new OptimisedModels(place, 2_500);
  const put = async (key: string) => {
    const file = await optimised.reserve(key);
    await writeFile(file!, Buffer.alloc(1_000, key));
    await optimised.adopt(key, file!);
  };
  const usedAt = (name: string, minutesAgo: number) => {
    const time = new Date(Date.now() - minutesAgo * 60_000);
    return utimes(join(place, name), time, time);
  };
  await put('a');
  await put('b');
  await writeFile(join(place, 'old.1.part'), 'left');
  await writeFile(join(place, 'new.1.part'), 'being written');
  await usedAt('a.optimised', 20);
  await usedAt('b.optimised', 10);
  await usedAt('old.1.part', 48 * 60);
  expect((await optimised.read('a'))?.toString()).toBe('a'.repeat(1_000));
  await put('c');
  expect(await filesIn('bounded')).toEqual(['a.optimised', 'c.optimised', 'new.1.part']);
  const file = await optimised.reserve('huge');
  await writeFile(file!, Buffer.alloc(3_000));
  await optimised.adopt('huge', file!);
  expect(await filesIn('bounded')).toEqual(['a.optimised', 'c.optimised', 'new.1.part']);
});
