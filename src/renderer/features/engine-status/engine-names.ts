import type { EngineId } from '../../../shared/engine/status';

/** Engine names as a clinic's IT would look them up. */
export const ENGINE_NAMES: Readonly<Record<EngineId, string>> = {
  'tfjs-node-gpu': 'TensorFlow (NVIDIA CUDA)',
  'onnxruntime-cuda': 'ONNX Runtime (NVIDIA CUDA)',
  'onnxruntime-directml': 'ONNX Runtime (DirectML)',
  'onnxruntime-coreml': 'ONNX Runtime (Core ML)',
  'onnxruntime-webgpu': 'ONNX Runtime (WebGPU)',
  'onnxruntime-cpu': 'ONNX Runtime (processor)',
  'tfjs-node-cpu': 'TensorFlow (processor)',
  'tfjs-wasm': 'TensorFlow.js (WebAssembly)',
};
