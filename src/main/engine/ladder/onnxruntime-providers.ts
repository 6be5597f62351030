import type { EngineId } from '../../../shared/engine/status';
import type { Provider } from '../runtime/providers';

/** The execution provider behind an engine, and its name for people; null for engines that are not ONNX Runtime's. */
const PROVIDERS = {
  'onnxruntime-cuda': 'cuda',
  'onnxruntime-directml': 'dml',
  'onnxruntime-coreml': 'coreml',
  'onnxruntime-webgpu': 'webgpu',
  'onnxruntime-cpu': 'cpu',
} as const satisfies Partial<Record<EngineId, Provider>>;

export const providerOf = (engine: EngineId): Provider | null =>
  (PROVIDERS as Partial<Record<EngineId, Provider>>)[engine] ?? null;
