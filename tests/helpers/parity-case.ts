import { addN, grads, mul, sum, tensor, type Scalar, type Tensor } from '@tensorflow/tfjs-core';
import { it } from 'vitest';
import type { Layout } from '../../src/main/engine/compiler/record';
import { seededRandom, type Random } from '../../src/shared/random';
import { runsOnTensorflow } from './beyond-tensorflow';
import { expectParity, REFERENCE_BACKEND, type Program } from './compiled-parity';
import { elements, type InputSource } from './parity-inputs';

/** The function that a case checks. It has six inputs so that functions of fewer fit. */
export type CaseFunction = (
  a: Tensor,
  b: Tensor,
  c: Tensor,
  d: Tensor,
  e: Tensor,
  f: Tensor,
) => Tensor | readonly Tensor[];

/** One comparison of a compiled function with tfjs-cpu, on inputs drawn afresh at every run. */
export interface ParityCase {
  readonly name: string;
  readonly inputs: readonly InputSource[];
  readonly compute: CaseFunction;
  /** Whether gradients with respect to the floating-point inputs are compared as well. */
  readonly gradient: boolean;
  /** What tfjs-cpu computes instead, where its own kernel is wrong or its gradient is. */
  readonly reference?: CaseFunction;
  readonly tolerance?: number;
  readonly least?: number;
}

type Options = Partial<Pick<ParityCase, 'reference' | 'tolerance' | 'least'>>;

/** A case that compares values and gradients. */
export const differentiable = (
  name: string,
  inputs: readonly InputSource[],
  compute: CaseFunction,
  options: Options = {},
): ParityCase => ({ name, inputs, compute, gradient: true, ...options });

/** A case that compares values only: the function has no gradient, in TensorFlow.js or at all. */
export const forwardOnly = (
  name: string,
  inputs: readonly InputSource[],
  compute: CaseFunction,
  options: Options = {},
): ParityCase => ({ name, inputs, compute, gradient: false, ...options });

const listed = (compute: CaseFunction, inputs: readonly Tensor[]): readonly Tensor[] => {
  const result = compute(...(inputs as [Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]));
  return 'dataId' in result ? [result as Tensor] : (result as readonly Tensor[]);
};

/** Outputs of a function, then its gradients with respect to floating-point inputs under uneven weights. */
export function programOf(compute: CaseFunction, gradient: boolean): Program {
  if (!gradient) return (...inputs) => listed(compute, inputs);
  return (...inputs) => {
    const trained = inputs.filter(({ dtype }) => dtype === 'float32');
    const weighted = (...values: Tensor[]): Scalar => {
      const queue = [...values];
      const all = inputs.map((input) => (input.dtype === 'float32' ? (queue.shift() as Tensor) : input));
      const floats = listed(compute, all).filter(({ dtype }) => dtype === 'float32');
      return addN(floats.map((output) => sum(mul(output, unevenWeights(output.shape))) as Scalar));
    };
    return [...listed(compute, inputs), ...grads(weighted)(trained)];
  };
}

/** Different weights for all elements: with equal ones many wrong gradients would look right. */
const unevenWeights = (shape: readonly number[]): Tensor =>
  tensor(
    Float32Array.from({ length: elements(shape) }, (_, index) => Math.sin(index * 1.7) + 0.1),
    [...shape],
  );

/** Set to repeat a run whose inputs made a case fail. */
const SEED_VARIABLE = 'PARITY_SEED';

export function runSeed(): number {
  const given = process.env[SEED_VARIABLE];
  return given ? Number(given) : Math.floor(Math.random() * 2 ** 31);
}

/** Images and filters come in TensorFlow's or in ONNX's dimension order, as chance has it. */
function drawLayout(shape: readonly number[], random: Random): Layout {
  if (shape.length !== 4) return 'logical';
  return (['logical', 'image', 'filter'] as const)[Math.floor(random() * 3)] ?? 'logical';
}

export async function checkCase(parityCase: ParityCase, seed: number): Promise<void> {
  const random = seededRandom(seed);
  const examples = parityCase.inputs.map((draw) => draw(random));
  const layouts = examples.map(({ shape, type }) =>
    type && type !== 'float32' ? 'logical' : drawLayout(shape, random),
  );
  const { compute, gradient, reference = compute, tolerance = 1e-4, least = 1e-6 } = parityCase;
  await expectParity(programOf(compute, gradient), examples, {
    layouts,
    reference: programOf(reference, gradient),
    tolerance,
    least,
  });
}

/** Like {@link checkCase}; a failure tells the seed that repeats it. */
async function checkTellingSeed(parityCase: ParityCase, seed: number): Promise<void> {
  try {
    await checkCase(parityCase, seed);
  } catch (error) {
    if (error instanceof Error) error.message += ` (repeat with ${SEED_VARIABLE}=${seed})`;
    throw error;
  }
}

/** One test for each case, all with inputs of one seed. */
export function testCases(cases: readonly ParityCase[]): void {
  const seed = runSeed();
  const compared = REFERENCE_BACKEND === 'cpu' ? cases : cases.filter(({ name }) => runsOnTensorflow(name));
  for (const parityCase of compared) it(parityCase.name, () => checkTellingSeed(parityCase, seed));
}
