import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { Graph } from '../../src/main/engine/compiler/graph/graph';
import { encodeOnnx } from '../../src/main/engine/compiler/onnx/encode';
import { example } from './compiled-parity';

/** Runs a graph as it stands, neither compiled nor optimised by the runtime, on fixed random inputs. */
export async function runGraph(graph: Graph): Promise<Readonly<Record<string, Float32Array>>> {
  const session = await InferenceSession.create(encodeOnnx(graph), {
    graphOptimizationLevel: 'disabled',
    intraOpNumThreads: 1,
    logSeverityLevel: 3,
  });
  const feeds = graph.inputs.map(({ name, shape }, index) => {
    const { values } = example(shape, index + 1, -2, 2);
    return [name, new Tensor('float32', values, shape)] as const;
  });
  const outputs = await session.run(Object.fromEntries(feeds));
  await session.release();
  return Object.fromEntries(
    graph.outputs.map(({ name }) => [name, outputs[name]?.data as Float32Array] as const),
  );
}
