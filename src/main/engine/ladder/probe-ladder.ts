import { ENGINE_IDS } from '../../../shared/engine/status';
import type { RunProbe } from '../../../shared/engine/probe';
import { TENSORFLOW_VARIABLE } from './find-tensorflow';
import { findGraphics, type Graphics } from './graphics';
import { onnxruntimeAccelerators, onnxruntimeCpu, type OnnxruntimeOptions } from './onnxruntime-rungs';
import type { RungProbe } from './rung';
import { tensorflowNode } from './tensorflow-node';
import { tensorflowWasm } from './tensorflow-wasm';

export interface ProbeLadderOptions extends OnnxruntimeOptions {
  readonly runProbe: RunProbe;
  readonly graphics?: Graphics;
  /** Whether to try TensorFlow now, which takes seconds where it is installed; otherwise it is left out. */
  readonly tryTensorflow: boolean;
}

/** What each rung found out about this machine, fastest first. */
export async function probeLadder(options: ProbeLadderOptions): Promise<readonly RungProbe[]> {
  const graphics = options.graphics ?? (await findGraphics());
  const probes = [
    ...(await tensorflowNode(process.env[TENSORFLOW_VARIABLE], options)),
    ...onnxruntimeAccelerators(options, graphics),
    onnxruntimeCpu(options),
    tensorflowWasm(),
  ];
  return probes.sort((a, b) => ENGINE_IDS.indexOf(a.id) - ENGINE_IDS.indexOf(b.id));
}
