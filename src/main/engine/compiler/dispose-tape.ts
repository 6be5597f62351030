import { dispose, engine } from '@tensorflow/tfjs-core';

/**
 * Frees what a forward pass saved for its gradients, after it failed: TensorFlow.js does so only where the pass
 * succeeds.
 */
export function disposeTape(): void {
  const { state } = engine();
  for (const { saved } of state.activeTape ?? []) dispose(saved ?? []);
  state.activeTape = [];
}
