import { expect } from 'vitest';

/**
 * Vitest compares typed arrays and buffers element by element, which takes seconds for a picture or a model: those whose
 * bytes are the same are equal at once. Others are left to its own comparison, which says where they differ.
 */
function sameBytes(a: unknown, b: unknown): true | undefined {
  if (!ArrayBuffer.isView(a) || !ArrayBuffer.isView(b)) return undefined;
  if (a.constructor !== b.constructor || a.byteLength !== b.byteLength) return undefined;
  return bytesOf(a).equals(bytesOf(b)) || undefined;
}

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);

// Test files that share a process share its matchers, too.
const known = globalThis as { maculeSameBytes?: true };
if (!known.maculeSameBytes) expect.addEqualityTesters([sameBytes]);
known.maculeSameBytes = true;
