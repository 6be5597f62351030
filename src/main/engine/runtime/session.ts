import { createHash } from 'node:crypto';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { Graph, GraphValue } from '../compiler/graph/graph';
import { elementCount } from '../compiler/graph/graph';
import { encodeGraph, type EncodedGraph } from './encoded-graph';
import type { OptimisedModels } from './optimised-models';
import { isOutOfMemory, tellingOutOfMemory } from './out-of-memory';
import { processorIdentity } from './processor-identity';
import { onnxruntimeVersion, providerOptions, type Provider } from './providers';

/** The part of ONNX Runtime's session that is used here. */
export type RuntimeSession = Pick<InferenceSession, 'run' | 'release'>;
export type CreateSession = (
  model: Uint8Array,
  options: InferenceSession.SessionOptions,
) => Promise<RuntimeSession>;

export interface SessionOptions {
  readonly threads: number;
  /** Default: the processor. */
  readonly provider?: Provider;
  /** Keeps large graphs as ONNX Runtime has optimised them; default: nothing is kept. */
  readonly optimised?: OptimisedModels;
  /** Stands in for ONNX Runtime. */
  readonly create?: CreateSession;
}

/** Values by input or output name. */
export type Values = Readonly<Record<string, Tensor>>;

/**
 * ONNX Runtime optimises smaller graphs in less time than a person notices: the shipped detector (360 nodes)
 * in a tenth of a second, but training steps (2,000–6,000 nodes) in one to five seconds.
 */
export const WORTH_KEEPING_NODES = 1_000;

/**
 * A compiled graph on ONNX Runtime. `run` blocks the calling thread while it computes, so sessions live in
 * the engine process. The caller owns input and output tensors and may reuse both.
 */
export class Session {
  private constructor(
    readonly graph: Graph,
    private readonly session: RuntimeSession,
  ) {}

  /**
   * Compiles a recorded graph and opens it; inputs and outputs stay those of the recording.
   * @throws OutOfMemory; Error where the provider cannot run the whole graph.
   */
  static open(recorded: Graph, options: SessionOptions): Promise<Session> {
    return Session.openEncoded(encodeGraph(recorded), options);
  }

  /** Like {@link open}, for a graph whose digest was needed before. */
  static async openEncoded(encoded: EncodedGraph, options: SessionOptions): Promise<Session> {
    const session = await tellingOutOfMemory(() => createSession(encoded, options));
    return new Session(encoded.graph, session);
  }

  /**
   * Runs the graph, writing into `outputs`: one pre-allocated tensor for each graph output.
   * @throws OutOfMemory; inputs are as they were, outputs are undefined then.
   */
  async run(inputs: Values, outputs: Values): Promise<void> {
    await tellingOutOfMemory(() => this.session.run(inputs, outputs));
  }

  /** New tensors for every output, filled with zeros. */
  allocateOutputs(): Values {
    return allocate(this.graph.outputs);
  }

  async close(): Promise<void> {
    await this.session.release();
  }
}

/** Opens the optimised copy where there is a sound one; otherwise optimises, and keeps a copy of large graphs. */
async function createSession(encoded: EncodedGraph, options: SessionOptions): Promise<RuntimeSession> {
  const {
    threads,
    provider = 'cpu',
    optimised,
    create = InferenceSession.create.bind(InferenceSession),
  } = options;
  const settings = providerOptions(provider, threads);
  const kept =
    provider === 'cpu' && encoded.graph.nodes.length >= WORTH_KEEPING_NODES ? optimised : undefined;
  if (!kept) return create(encoded.bytes, settings);
  const key = optimisedKey(encoded, threads);
  const copy = await kept.read(key);
  if (copy) {
    try {
      return await create(copy, { ...settings, graphOptimizationLevel: 'disabled' });
    } catch (thrown) {
      if (isOutOfMemory(thrown)) throw thrown;
      // ONNX Runtime does not take its own copy: it is made again.
      await kept.remove(key);
    }
  }
  const file = await kept.reserve(key);
  if (!file) return create(encoded.bytes, settings);
  try {
    return await create(encoded.bytes, { ...settings, optimizedModelFilePath: file });
  } catch (thrown) {
    if (isOutOfMemory(thrown)) throw thrown;
    // A full disk, as likely as not; what else is wrong with the graph shows again without the copy.
    return await create(encoded.bytes, settings);
  } finally {
    await kept.adopt(key, file);
  }
}

const optimisedKey = ({ digest }: EncodedGraph, threads: number): string =>
  createHash('sha256')
    .update([digest, onnxruntimeVersion(), threads, processorIdentity()].join('\n'))
    .digest('hex');

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
