import type { Tensor } from '@tensorflow/tfjs-core';
import type { Tensor as RuntimeTensor } from 'onnxruntime-node';
import { record, type InputSpec } from '../compiler/record';
import { encodeGraph, type EncodedGraph } from './encoded-graph';
import { Session, zeroTensor, type SessionOptions, type Values } from './session';

/** A function of one array as a graph that any provider can open. */
export interface EncodedFunction {
  readonly encoded: EncodedGraph;
  /** Logical shape of the result. */
  readonly shape: readonly number[];
}

export function encodeFunction(
  spec: Omit<InputSpec, 'name'>,
  forward: (x: Tensor) => Tensor,
): EncodedFunction {
  let shape: readonly number[] = [];
  const graph = record(({ input }) => {
    const result = forward(input({ ...spec, name: 'x' }));
    shape = result.shape;
    return [{ name: 'y', tensor: result }];
  });
  return { encoded: encodeGraph(graph), shape };
}

/** A network compiled as a function of one array. */
export class CompiledFunction {
  private constructor(
    /** Logical shape of the result. */
    readonly shape: readonly number[],
    private readonly session: Session,
    private readonly input: RuntimeTensor,
    private readonly outputs: Values,
  ) {}

  /** Records `forward` once and compiles it. */
  static open(
    spec: Omit<InputSpec, 'name'>,
    forward: (x: Tensor) => Tensor,
    options: SessionOptions,
  ): Promise<CompiledFunction> {
    return CompiledFunction.openEncoded(encodeFunction(spec, forward), options);
  }

  static async openEncoded(
    { encoded, shape }: EncodedFunction,
    options: SessionOptions,
  ): Promise<CompiledFunction> {
    const session = await Session.openEncoded(encoded, options);
    const [x] = encoded.graph.inputs;
    if (!x) throw new Error('The recorded network has no input.');
    return new CompiledFunction(shape, session, zeroTensor(x), session.allocateOutputs());
  }

  /**
   * @param values as many as the input has, in its layout.
   * @returns the result in logical order; the next run overwrites it.
   */
  async run(values: Float32Array): Promise<Float32Array> {
    const x = this.input.data as Float32Array;
    if (values.length !== x.length)
      throw new RangeError(`${values.length} values given, ${x.length} needed.`);
    x.set(values);
    await this.session.run({ x: this.input }, this.outputs);
    return this.outputs['y']?.data as Float32Array;
  }

  close(): Promise<void> {
    return this.session.close();
  }
}
