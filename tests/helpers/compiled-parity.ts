import '@tensorflow/tfjs-backend-cpu';
import { setBackend, tensor, tidy, type Tensor } from '@tensorflow/tfjs-core';
import { Tensor as RuntimeTensor } from 'onnxruntime-node';
import { expect } from 'vitest';
import { record } from '../../src/main/engine/compiler/record';
import { Session } from '../../src/main/engine/runtime/session';
import { seededRandom } from '../../src/shared/random';

export interface Example {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** Random values in [low, high). */
export function example(shape: readonly number[], seed: number, low = -1, high = 1): Example {
  const random = seededRandom(seed);
  const count = shape.reduce((product, size) => product * size, 1);
  return { shape, values: Float32Array.from({ length: count }, () => low + (high - low) * random()) };
}

/** What compiled programs are compared with: tfjs-cpu, unless a test project names another backend. */
export const REFERENCE_BACKEND = process.env['MACULE_REFERENCE_BACKEND'] ?? 'cpu';

/** Runs a program eagerly on the reference backend. */
export async function runEager(
  program: (...inputs: Tensor[]) => readonly Tensor[],
  examples: readonly Example[],
) {
  await setBackend(REFERENCE_BACKEND);
  return tidy(() => {
    const inputs = examples.map(({ shape, values }) => tensor(values, [...shape]));
    return program(...inputs).map((output) => Array.from(output.dataSync()));
  });
}

/** Records the same program, compiles it and runs it with ONNX Runtime on the CPU. */
export async function runCompiled(
  program: (...inputs: Tensor[]) => readonly Tensor[],
  examples: readonly Example[],
) {
  const graph = record(({ input }) => {
    const inputs = examples.map(({ shape }, index) => input({ name: `input${index}`, shape }));
    return program(...inputs).map((output, index) => ({ name: `output${index}`, tensor: output }));
  });
  const session = await Session.open(graph, { threads: 1 });
  const feeds = Object.fromEntries(
    examples.map(({ shape, values }, index) => [
      `input${index}`,
      new RuntimeTensor('float32', values, shape),
    ]),
  );
  const outputs = session.allocateOutputs();
  await session.run(feeds, outputs);
  await session.close();
  return graph.outputs.map(({ name }) => Array.from(outputs[name]?.data as Iterable<number>, Number));
}

/** Largest difference relative to the largest magnitude of the reference. */
export function relativeError(actual: readonly number[], reference: readonly number[]): number {
  const scale = reference.reduce((largest, value) => Math.max(largest, Math.abs(value)), 1e-6);
  const worst = actual.reduce(
    (largest, value, index) => Math.max(largest, Math.abs(value - (reference[index] ?? NaN))),
    0,
  );
  return worst / scale;
}

/** Expects the compiled program to agree with the reference backend to 1e-4. */
export async function expectParity(
  program: (...inputs: Tensor[]) => readonly Tensor[],
  examples: readonly Example[],
): Promise<void> {
  const reference = await runEager(program, examples);
  const compiled = await runCompiled(program, examples);
  expect(compiled.map((output) => output.length)).toEqual(reference.map((output) => output.length));
  compiled.forEach((output, index) => {
    expect(relativeError(output, reference[index] ?? []), `output ${index}`).toBeLessThan(1e-4);
  });
}
