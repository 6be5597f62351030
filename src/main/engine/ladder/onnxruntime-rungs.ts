import { compiledTileRunner } from '../detector/compiled-tile-runner';
import { supportedProviders } from '../runtime/providers';
import { TrainingSession } from '../runtime/training-session';
import { recordTrainingStep } from '../training/record-step';
import { processorName } from './processor';
import type { RungProbe } from './rung';

const ACCELERATORS = [
  { id: 'onnxruntime-cuda', provider: 'cuda', name: 'CUDA' },
  { id: 'onnxruntime-directml', provider: 'dml', name: 'DirectML' },
  { id: 'onnxruntime-coreml', provider: 'coreml', name: 'Core ML' },
  { id: 'onnxruntime-webgpu', provider: 'webgpu', name: 'WebGPU' },
] as const;

/** ONNX Runtime on the processor: compiled graphs, available wherever its package runs. */
export function onnxruntimeCpu(threads: number): RungProbe {
  return {
    id: 'onnxruntime-cpu',
    available: true,
    device: processorName(threads),
    reason: 'Runs the compiled detector on the processor.',
    openModel: (model) => compiledTileRunner(model, { threads }),
    openTrainer: (program, options) =>
      TrainingSession.open(recordTrainingStep(program, options, { checkRandomness: true }), {
        ...options,
        threads,
      }),
  };
}

/**
 * Accelerated providers of ONNX Runtime. None is used yet: a provider may only be trusted after it has
 * agreed with the processor on the very graph, and that test is not built in so far.
 */
export function onnxruntimeAccelerators(): readonly RungProbe[] {
  const present = supportedProviders().map(({ name }) => name);
  return ACCELERATORS.map(({ id, provider, name }) => ({
    id,
    available: false,
    reason: present.includes(provider)
      ? `${name} is in this build of ONNX Runtime but is not used: it has not been tested against the processor on this machine.`
      : `This build of ONNX Runtime has no ${name}.`,
  }));
}
