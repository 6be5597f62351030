import { InferenceSession, listSupportedBackends, Tensor } from 'onnxruntime-node';
import { compile } from '../compiler/compile';
import type { Graph, GraphValue } from '../compiler/graph/graph';
import { elementCount } from '../compiler/graph/graph';
import { encodeOnnx } from '../compiler/onnx/encode';

export interface SessionOptions {
  readonly threads: number;
}

/** Values by input or output name. */
export type Values = Readonly<Record<string, Tensor>>;

/**
 * A compiled graph on ONNX Runtime. `run` blocks the calling thread while it computes, so sessions live in
 * the engine process. The caller owns input and output tensors and may reuse both.
 */
export class Session {
  private constructor(
    readonly graph: Graph,
    private readonly session: InferenceSession,
  ) {}

  /** Compiles a recorded graph and opens it; inputs and outputs stay those of the recording. */
  static async open(recorded: Graph, options: SessionOptions): Promise<Session> {
    const graph = compile(recorded);
    const session = await InferenceSession.create(encodeOnnx(graph), {
      executionProviders: ['cpu'],
      intraOpNumThreads: options.threads,
      interOpNumThreads: 1,
      graphOptimizationLevel: 'all',
      // A memory pattern reserves room for all tensors at once: twice the memory, and no faster (npm run bench).
      enableMemPattern: false,
      logSeverityLevel: 3,
    });
    return new Session(graph, session);
  }

  /** Runs the graph, writing into `outputs`: one pre-allocated tensor for each graph output. */
  async run(inputs: Values, outputs: Values): Promise<void> {
    await this.session.run(inputs, outputs);
  }

  /** New tensors for every output, filled with zeros. */
  allocateOutputs(): Values {
    return allocate(this.graph.outputs);
  }

  async close(): Promise<void> {
    await this.session.release();
  }
}

/** A zero-filled tensor for each value, in physical shape. */
export function allocate(values: readonly GraphValue[]): Values {
  return Object.fromEntries(values.map((value) => [value.name, zeroTensor(value)]));
}

export function zeroTensor({ type, shape }: GraphValue): Tensor {
  const count = elementCount(shape);
  switch (type) {
    case 'float32':
      return new Tensor('float32', new Float32Array(count), shape);
    case 'int32':
      return new Tensor('int32', new Int32Array(count), shape);
    case 'int64':
      return new Tensor('int64', new BigInt64Array(count), shape);
    case 'bool':
      return new Tensor('bool', new Uint8Array(count), shape);
  }
}

/** Short names of the execution providers in this build of ONNX Runtime, such as `cpu` and `webgpu`. */
export const supportedProviders = (): readonly string[] => listSupportedBackends().map(({ name }) => name);
