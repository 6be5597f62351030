import type { Tensor } from '@tensorflow/tfjs-core';
import type { Tensor as RuntimeTensor } from 'onnxruntime-node';
import { record, type InputSpec } from '../compiler/record';
import { Session, zeroTensor, type SessionOptions, type Values } from './session';

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
  static async open(
    spec: Omit<InputSpec, 'name'>,
    forward: (x: Tensor) => Tensor,
    options: SessionOptions,
  ): Promise<CompiledFunction> {
    let shape: readonly number[] = [];
    const graph = record(({ input }) => {
      const result = forward(input({ ...spec, name: 'x' }));
      shape = result.shape;
      return [{ name: 'y', tensor: result }];
    });
    const session = await Session.open(graph, options);
    const [x] = graph.inputs;
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
