import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { tensorflowNode } from '../../../src/main/engine/ladder/tensorflow-node';
import { forkProbe } from '../../../src/main/engine/probe/fork-probe';
import { BUILT_PROBE } from '../../helpers/built-probe';
import { temporaryFolder } from '../../helpers/temporary-folder';

const OPTIONS = { threads: 2, runProbe: forkProbe(BUILT_PROBE), tryTensorflow: true };

const folder = temporaryFolder();
afterAll(() => folder.remove());

/** A folder as `npm run tensorflow-node` leaves it, with as much of TensorFlow as the probe touches. */
async function standIn(name: string, body: string): Promise<string> {
  const path = join(folder.path, name);
  const place = join(path, 'node_modules/@tensorflow/tfjs-node-gpu');
  await mkdir(place, { recursive: true });
  await writeFile(join(place, 'package.json'), '{"main": "index.js"}');
  await writeFile(join(place, 'index.js'), body);
  return path;
}

const tensorflow = (onGpu: boolean): string => `
  exports.ones = ([n]) => new Array(n).fill(1);
  exports.sum = (xs) => ({ dataSync: () => [xs.length] });
  exports.backend = () => ({ isUsingGpuDevice: ${onGpu}, binding: { TF_Version: '2.21.0' } });
`;

const probe = async (path: string | undefined) => {
  const rungs = await tensorflowNode(path, OPTIONS);
  return rungs.map(({ id, available, reason }) => [id, available, reason]);
};

it('a build that computes on the processor is a rung of that name, and no GPU', async () => {
  expect(await probe(await standIn('processor', tensorflow(false)))).toEqual([
    ['tfjs-node-gpu', false, 'TensorFlow 2.21.0 found no usable CUDA device.'],
    ['tfjs-node-cpu', true, 'TensorFlow 2.21.0 runs the detector on the processor without compiling it.'],
  ]);
});

it('a build that computes on a card is the GPU rung, and trains', async () => {
  const rungs = await tensorflowNode(await standIn('card', tensorflow(true)), OPTIONS);
  expect(rungs.map(({ id, available }) => [id, available])).toEqual([
    ['tfjs-node-gpu', true],
    ['tfjs-node-cpu', false],
  ]);
  expect(rungs[0]).toMatchObject({ device: 'NVIDIA GPU (CUDA)', openTrainer: expect.any(Function) });
});

it('a build that takes its process down is no rung', async () => {
  expect(await probe(await standIn('crash', 'process.abort();'))).toEqual([
    ['tfjs-node-gpu', false, 'TensorFlow could not be started on this computer.'],
    ['tfjs-node-cpu', false, 'TensorFlow could not be started on this computer.'],
  ]);
});

it('a folder without a build is told', async () => {
  const [gpu, processor] = await probe(folder.path);
  expect(gpu).toEqual([
    'tfjs-node-gpu',
    false,
    'The folder in MACULE_TENSORFLOW holds no TensorFlow built for Macule.',
  ]);
  expect(processor?.[1]).toBe(false);
});

it('without a folder the processor is never offered', async () => {
  const [, processor] = await probe(undefined);
  expect(processor).toEqual([
    'tfjs-node-cpu',
    false,
    'No TensorFlow built for the processor is named in MACULE_TENSORFLOW.',
  ]);
});
