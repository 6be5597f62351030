import { createHash } from 'node:crypto';
import { compile } from '../compiler/compile';
import type { Graph } from '../compiler/graph/graph';
import { encodeOnnx } from '../compiler/onnx/encode';

/** A compiled graph as an ONNX file in memory, and the name that its content gives it. */
export interface EncodedGraph {
  /** Inputs and outputs are those of the recording. */
  readonly graph: Graph;
  readonly bytes: Uint8Array;
  /** SHA-256 of the bytes, hexadecimal: nodes, shapes and weights. */
  readonly digest: string;
}

/** Compiles a recorded graph and writes it as ONNX. */
export function encodeGraph(recorded: Graph): EncodedGraph {
  const graph = compile(recorded);
  const bytes = encodeOnnx(graph);
  return { graph, bytes, digest: createHash('sha256').update(bytes).digest('hex') };
}
