import { open } from 'node:fs/promises';
import { HEADER_BYTES, isSealed, sealedBy } from '../vault/sealed-file';
import { writeAtomically } from '../vault/write-atomically';

/** Ending of a file that is being written. */
export const PARTIAL = '.partial';

/** How sealing many files tells how far it is, and is stopped. */
export interface SealProgress {
  readonly signal?: AbortSignal;
  /** Files, or photos, that are done, of those that were left. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Name of the key that a file is sealed by; '' for one that lies open. */
export async function sealedByName(file: string): Promise<string> {
  const header = await startOf(file, HEADER_BYTES);
  return isSealed(header) ? sealedBy(header) : '';
}

/** The first bytes of a file, or all of a shorter one. */
export async function startOf(file: string, bytes: number): Promise<Buffer> {
  const start = Buffer.alloc(bytes);
  const handle = await open(file, 'r');
  try {
    const { bytesRead } = await handle.read(start, 0, bytes, 0);
    return start.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Writes a file whole or not at all; what a killed process leaves of it ends in {@link PARTIAL}, as sealing sweeps. */
export const putInPlace = (file: string, content: Uint8Array | string): Promise<void> =>
  writeAtomically(file, content, { temporary: `${file}${PARTIAL}`, mode: 0o600 });
