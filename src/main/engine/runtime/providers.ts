import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import './no-telemetry';
import { env, listSupportedBackends, type InferenceSession } from 'onnxruntime-node';

/** Execution providers of ONNX Runtime that Macule uses. */
export type Provider = 'cpu' | 'cuda' | 'dml' | 'coreml' | 'webgpu';

/** Core ML's flags: only shapes that are known beforehand (8), and the newer of its two formats (16). */
const COREML_FLAGS = 0x008 | 0x010;

/**
 * Session options for a provider. An accelerated one gets the whole graph or none of it: ONNX Runtime would
 * otherwise move single nodes to the processor without a word, and the device shown were not the one in use.
 * @param threads processor threads.
 */
export function providerOptions(provider: Provider, threads: number): InferenceSession.SessionOptions {
  const common: InferenceSession.SessionOptions = {
    executionProviders: [provider],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
    // A memory pattern reserves room for all tensors at once: twice the memory, and no faster (npm run bench).
    enableMemPattern: false,
    logSeverityLevel: 3,
  };
  const whole = { ...common, extra: { session: { disable_cpu_ep_fallback: '1' } } };
  switch (provider) {
    case 'cpu':
      return common;
    case 'dml':
      // DirectML's documentation asks for this, and for no memory pattern.
      return { ...whole, executionMode: 'sequential' };
    case 'coreml':
      return { ...whole, executionProviders: [{ name: 'coreml', coreMlFlags: COREML_FLAGS }] };
    case 'cuda':
    case 'webgpu':
      return whole;
  }
}

/** A provider in this build of ONNX Runtime; one that is not `bundled` needs libraries installed beside it. */
export interface SupportedProvider {
  readonly name: string;
  readonly bundled: boolean;
}

export const supportedProviders = (): readonly SupportedProvider[] => listSupportedBackends();

export const onnxruntimeVersion = (): string => env.versions.node ?? env.versions.common;

/**
 * Whether the libraries of a provider that is not bundled lie beside ONNX Runtime's own.
 * @param name the provider's short name.
 */
export function providerInstalled(name: string): boolean {
  const { platform, arch } = process;
  const file =
    platform === 'win32' ? `onnxruntime_providers_${name}.dll` : `libonnxruntime_providers_${name}.so`;
  return existsSync(join(dirname(manifest()), 'bin', 'napi-v6', platform, arch, file));
}

const manifest = (): string => createRequire(import.meta.url).resolve('onnxruntime-node/package.json');
