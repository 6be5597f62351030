import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { onnxruntimeVersion } from '../runtime/providers';
import { processorIdentity } from '../runtime/processor-identity';
import { findTensorflow, TENSORFLOW_VARIABLE } from './find-tensorflow';
import type { Graphics } from './graphics';

/**
 * What an engine's test depends on besides its graph: cards and drivers, the processor it was compared with,
 * and the libraries. Where one of them changes, engines are tested again.
 */
export function circumstancesOf({ fingerprint }: Graphics, threads: number): string {
  const { entry } = findTensorflow(process.env[TENSORFLOW_VARIABLE]);
  const tensorflow = entry === null ? '' : `${entry} ${statSync(entry, { throwIfNoEntry: false })?.mtimeMs}`;
  const parts = [fingerprint, processorIdentity(), threads, onnxruntimeVersion(), tensorflow];
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 32);
}
