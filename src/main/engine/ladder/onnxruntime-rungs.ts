import type { EngineId } from '../../../shared/engine/status';
import type { OptimisedModels } from '../runtime/optimised-models';
import { providerInstalled, supportedProviders } from '../runtime/providers';
import { TrainingSession } from '../runtime/training-session';
import { recordTrainingStep } from '../training/record-step';
import type { Graphics } from './graphics';
import { providerOf } from './onnxruntime-providers';
import { processorName } from './processor';
import type { AvailableRung, RungProbe } from './rung';
import { tileOpener } from './tile-opener';

const ACCELERATORS = [
  { id: 'onnxruntime-cuda', name: 'CUDA' },
  { id: 'onnxruntime-directml', name: 'DirectML' },
  { id: 'onnxruntime-coreml', name: 'Core ML' },
  { id: 'onnxruntime-webgpu', name: 'WebGPU' },
] as const;

export interface OnnxruntimeOptions {
  readonly threads: number;
  /** Keeps training steps as ONNX Runtime has optimised them. */
  readonly optimised?: OptimisedModels;
}

/** ONNX Runtime on the processor: compiled graphs, available wherever its package runs. */
export const onnxruntimeCpu = (options: OnnxruntimeOptions): RungProbe => ({
  ...rung('onnxruntime-cpu', options),
  device: processorName(options.threads),
  reason: 'Runs the compiled detector on the processor.',
  trusted: true,
});

/** Accelerated providers of ONNX Runtime that are in this build and may find a device here. */
export function onnxruntimeAccelerators(
  options: OnnxruntimeOptions,
  graphics: Graphics,
): readonly RungProbe[] {
  const supported = supportedProviders();
  return ACCELERATORS.map(({ id, name }): RungProbe => {
    const absent = (reason: string): RungProbe => ({ id, available: false, reason });
    const provider = supported.find((candidate) => candidate.name === providerOf(id));
    if (!provider) return absent(`This build of ONNX Runtime has no ${name}.`);
    if (!provider.bundled && !providerInstalled(provider.name)) {
      return absent(`The ${name} libraries of ONNX Runtime are not installed.`);
    }
    if (graphics.names.length === 0) return absent(`No graphics card was found for ${name}.`);
    return {
      ...rung(id, options),
      device: graphics.names.join(' or '),
      reason: `Runs the compiled detector with ${name}.`,
      trusted: false,
    };
  });
}

function rung(id: EngineId, { threads, optimised }: OnnxruntimeOptions) {
  const provider = providerOf(id) ?? 'cpu';
  return {
    id,
    available: true,
    tensorflow: null,
    openModel: (model) => tileOpener({ engine: id, threads, tensorflow: null }, model),
    openTrainer: (program, options) =>
      TrainingSession.open(recordTrainingStep(program, options, { checkRandomness: true }), {
        ...options,
        threads,
        provider,
        ...(optimised ? { optimised } : {}),
      }),
  } satisfies Partial<AvailableRung>;
}
