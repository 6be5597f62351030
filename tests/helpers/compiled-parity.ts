import '@tensorflow/tfjs-backend-cpu';
import { setBackend, tensor, tidy, type Tensor } from '@tensorflow/tfjs-core';
import { Tensor as RuntimeTensor } from 'onnxruntime-node';
import { expect } from 'vitest';
import { record, type Layout } from '../../src/main/engine/compiler/record';
import { toPhysical } from '../../src/main/engine/compiler/recorder/permute';
import { FILTER_ORDER, IMAGE_ORDER } from '../../src/main/engine/compiler/recorder/recorded';
import { Session } from '../../src/main/engine/runtime/session';
import type { Example } from './parity-inputs';

export { example, type Example } from './parity-inputs';

export type Program = (...inputs: Tensor[]) => readonly Tensor[];

const ORDERS = { logical: null, image: IMAGE_ORDER, filter: FILTER_ORDER } as const;

/** What compiled programs are compared with: tfjs-cpu, unless a test project names another backend. */
export const REFERENCE_BACKEND = process.env['MACULE_REFERENCE_BACKEND'] ?? 'cpu';

/** Runs a program eagerly on the reference backend. */
export async function runEager(program: Program, examples: readonly Example[]) {
  await setBackend(REFERENCE_BACKEND);
  return tidy(() => {
    const inputs = examples.map(({ shape, values, type }) => tensor(values, [...shape], type));
    return program(...inputs).map((output) => ({
      shape: output.shape,
      type: output.dtype,
      values: Array.from(output.dataSync(), Number),
    }));
  });
}

/**
 * Records the same program, compiles it and runs it with ONNX Runtime on the CPU.
 * @param layouts physical dimension orders of the inputs, logical where none is given.
 */
export async function runCompiled(
  program: Program,
  examples: readonly Example[],
  layouts: readonly Layout[] = [],
) {
  const graph = record(({ input }) => {
    const inputs = examples.map(({ shape, type = 'float32' }, index) =>
      input({ name: `input${index}`, shape, type, layout: layouts[index] ?? 'logical' }),
    );
    return program(...inputs).map((output, index) => ({ name: `output${index}`, tensor: output }));
  });
  const session = await Session.open(graph, { threads: 1 });
  try {
    const feeds = Object.fromEntries(
      examples.map((given, index) => [`input${index}`, feed(given, layouts[index] ?? 'logical')]),
    );
    const outputs = session.allocateOutputs();
    await session.run(feeds, outputs);
    return graph.outputs.map(({ name, shape, type }) => ({
      shape,
      type,
      values: Array.from(outputs[name]?.data as Iterable<number>, Number),
    }));
  } finally {
    await session.close();
  }
}

function feed({ shape, values, type = 'float32' }: Example, layout: Layout): RuntimeTensor {
  const order = ORDERS[layout];
  if (!order) return new RuntimeTensor(type, values as Float32Array, shape);
  const physical = toPhysical(Float32Array.from(values), shape, order);
  return new RuntimeTensor(
    'float32',
    physical,
    order.map((axis) => shape[axis] as number),
  );
}

/**
 * Largest difference relative to the largest finite magnitude of the reference; not a number and infinities
 * must stand in the same places.
 * @param least magnitude below which a reference is nothing but what rounding left of larger numbers.
 */
export function relativeError(actual: readonly number[], reference: readonly number[], least = 1e-6): number {
  const finite = reference.filter(Number.isFinite);
  const scale = finite.reduce((largest, value) => Math.max(largest, Math.abs(value)), least);
  return actual.reduce((largest, value, index) => {
    const wanted = reference[index] ?? NaN;
    if (Object.is(value, wanted)) return largest;
    const difference = Math.abs(value - wanted) / scale;
    return Number.isNaN(difference) ? Infinity : Math.max(largest, difference);
  }, 0);
}

/** Expects the compiled program to agree with the reference: shapes and types exactly, values to `tolerance`. */
export async function expectParity(
  program: Program,
  examples: readonly Example[],
  { layouts = [], reference = program, tolerance = 1e-4, least }: ParityOptions = {},
): Promise<void> {
  const expected = await runEager(reference, examples);
  const compiled = await runCompiled(program, examples, layouts);
  const headers = (outputs: readonly { shape: readonly number[]; type: string }[]) =>
    outputs.map(({ shape, type }) => `${type} [${shape.join()}]`);
  expect(headers(compiled)).toEqual(headers(expected));
  compiled.forEach(({ values }, index) => {
    const error = relativeError(values, expected[index]?.values ?? [], least);
    expect(error, `output ${index}`).toBeLessThanOrEqual(tolerance);
  });
}

export interface ParityOptions {
  readonly layouts?: readonly Layout[];
  /** What tfjs-cpu runs instead, where its own kernel is wrong. */
  readonly reference?: Program;
  readonly tolerance?: number;
  /** See {@link relativeError}. */
  readonly least?: number;
}
