import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeModelFolder } from '../../../../src/main/engine/io/model-folder';
import { judgeComparison } from '../../../../src/main/engine/ladder/judge-comparison';
import { engineComparisonSchema, largestDifference } from '../../../../src/main/engine/probe/compare-outputs';
import { forkProbe } from '../../../../src/main/engine/probe/fork-probe';
import type { EngineId } from '../../../../src/shared/engine/status';
import type { ProbeTask } from '../../../../src/shared/engine/probe';
import { BUILT_PROBE } from '../../../helpers/built-probe';
import { randomModel } from '../../../helpers/random-model';
import { temporaryFolder } from '../../../helpers/temporary-folder';

const folder = temporaryFolder();
const modelFolder = join(folder.path, 'model');
beforeAll(async () => {
  const { description, weights } = randomModel(5);
  await writeModelFolder(modelFolder, description, weights);
});
afterAll(() => folder.remove());

const task = (engine: EngineId): ProbeTask => ({
  kind: 'tiles',
  engine,
  tensorflow: null,
  modelFolder,
  height: 64,
  width: 64,
  threads: 1,
  marker: null,
});
const LONG = 150_000;

it('compares another engine with the processor in a real process', async () => {
  const outcome = await forkProbe(BUILT_PROBE)(task('tfjs-wasm'), LONG);
  if (outcome.ended !== 'answered') throw new Error(JSON.stringify(outcome));
  const comparison = engineComparisonSchema.parse(outcome.value);
  expect(comparison.difference).toBeGreaterThan(0);
  expect(comparison.difference).toBeLessThan(1e-4);
  expect(Math.min(comparison.ms, comparison.processorMs)).toBeGreaterThan(0);
});

it('says why an engine cannot run the detector, and ends one that takes too long', async () => {
  expect(await forkProbe(BUILT_PROBE)(task('tfjs-node-gpu'), LONG)).toEqual({
    ended: 'failed',
    message: 'TensorFlow was not found.',
  });
  expect(await forkProbe(BUILT_PROBE)(task('tfjs-wasm'), 1)).toEqual({ ended: 'timed-out' });
  const nowhere = join(folder.path, 'none.js');
  expect(await forkProbe(nowhere)(task('tfjs-wasm'), LONG)).toMatchObject({ ended: 'crashed' });
});

it('finds the largest difference, and no number where there is none', () => {
  const of = (...values: number[]) => Float32Array.from(values);
  expect(largestDifference(of(1, 2, -4), of(1, 2.5, -4))).toBe(0.125);
  expect(largestDifference(of(0, 0), of(0, 0))).toBe(0);
  expect(largestDifference(of(1, NaN), of(1, 2))).toBeNaN();
  expect(largestDifference(of(1), of(1, 2))).toBeNaN();
});

it.each([
  [1e-6, 7.9, 'passed'],
  [1e-6, 8.1, 'slow'],
  [1.9e-3, 1, 'passed'],
  [2.1e-3, 1, 'differs'],
  [null, 1, 'differs'],
])('judges a difference of %s in %s ms against 10 ms: %s', (difference, ms, expected) => {
  expect(judgeComparison({ difference, ms, processorMs: 10 }).outcome).toBe(expected);
});
