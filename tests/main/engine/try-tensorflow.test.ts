import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { forkProbe } from '../../../src/main/engine/probe/fork-probe';
import { tryTensorflow } from '../../../src/main/engine/ladder/try-tensorflow';
import { BUILT_PROBE } from '../../helpers/built-probe';

const runProbe = forkProbe(BUILT_PROBE);
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'macule-probe-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A package with TensorFlow's surface, as far as the probe touches it. */
async function standIn(name: string, body: string): Promise<string> {
  const file = join(folder, `${name}.cjs`);
  await writeFile(file, body);
  return file;
}

const tensorflow = (onGpu: boolean): string => `
  const util = require('node:util');
  // What tfjs-node 4.22 does while it loads, and what ends it on newer versions of Node.
  if (util.isNullOrUndefined(1) || !util.isArray([])) throw new Error('wrong');
  exports.ones = ([n]) => new Array(n).fill(1);
  exports.sum = (xs) => ({ dataSync: () => [xs.reduce((a, b) => a + b, 0)] });
  exports.backend = () => ({ isUsingGpuDevice: ${onGpu}, binding: { TF_Version: '2.9.1' } });
  console.log('a banner of its own');
`;

it.each([true, false])('tells whether a GPU computes: %s', async (gpu) => {
  const entry = await standIn(`gpu-${gpu}`, tensorflow(gpu));
  expect(await tryTensorflow(entry, runProbe)).toEqual({ gpu, version: '2.9.1' });
});

it('refuses one that adds up wrongly', async () => {
  const wrong = `${tensorflow(true)}; exports.sum = () => ({ dataSync: () => [3] });`;
  expect(await tryTensorflow(await standIn('wrong', wrong), runProbe)).toBeNull();
});

it('survives one that takes its process down', async () => {
  expect(await tryTensorflow(await standIn('crash', 'process.abort();'), runProbe)).toBeNull();
});
