import { open, type FileHandle } from 'node:fs/promises';
import {
  decodeSafetensorsHeader,
  encodeSafetensorsHeader,
  headerLength,
  LENGTH_BYTES,
  type NamedArray,
  type SafetensorsFile,
  type SafetensorsHeader,
} from './safetensors';
import { replaceAtomically } from '../../vault/write-atomically';

/** An array that is read when its turn comes. */
export interface LazyArray {
  readonly name: string;
  readonly shape: readonly number[];
  read(): Float32Array;
}

/** More than any real header has, so that a damaged length does not fill the memory. */
const LONGEST_HEADER = 100e6;

/**
 * Writes arrays one by one into a safetensors file: never more than one of them is in memory.
 * @param onArray told after each array.
 * @throws whatever an array's `read` throws, and the signal's reason once it aborts; the file is then as before.
 */
export function writeSafetensorsFile(
  file: string,
  arrays: readonly LazyArray[],
  metadata: Readonly<Record<string, string>>,
  { signal, onArray }: { readonly signal?: AbortSignal; readonly onArray?: (done: number) => void } = {},
): Promise<void> {
  return replaceAtomically(file, async (handle) => {
    const shapes = new Map(arrays.map(({ name, shape }) => [name, shape]));
    await handle.writeFile(encodeSafetensorsHeader(shapes, metadata));
    for (const [index, array] of arrays.entries()) {
      signal?.throwIfAborted();
      const { buffer, byteOffset, byteLength } = array.read();
      await handle.writeFile(new Uint8Array(buffer, byteOffset, byteLength));
      onArray?.(index + 1);
    }
  });
}

/**
 * Reads a safetensors file array by array, each into memory of its own.
 * @throws as `decodeSafetensorsHeader`, and Node's errors for files that cannot be read.
 */
export async function readSafetensorsFile(file: string): Promise<SafetensorsFile> {
  return withFile(file, async (handle) => {
    const { arrays, metadata } = await readHeader(handle);
    const read: [string, NamedArray][] = [];
    for (const [name, { shape, from, to }] of arrays) {
      const bytes = new Uint8Array(to - from);
      await fill(handle, bytes, from);
      read.push([name, { shape, values: new Float32Array(bytes.buffer) }]);
    }
    return { arrays: new Map(read), metadata };
  });
}

/** Reads shapes and metadata only. Throws as {@link readSafetensorsFile}. */
export const readSafetensorsHeader = (file: string): Promise<SafetensorsHeader> => withFile(file, readHeader);

async function withFile<T>(file: string, work: (handle: FileHandle) => Promise<T>): Promise<T> {
  const handle = await open(file);
  try {
    return await work(handle);
  } finally {
    await handle.close();
  }
}

async function readHeader(handle: FileHandle): Promise<SafetensorsHeader> {
  const { size } = await handle.stat();
  const length = new Uint8Array(LENGTH_BYTES);
  await fill(handle, length, 0);
  const start = headerLength(length);
  if (start > Math.min(size, LONGEST_HEADER)) throw new RangeError('The header is cut off.');
  const header = new Uint8Array(start);
  await fill(handle, header, 0);
  return decodeSafetensorsHeader(header, size);
}

async function fill(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  let done = 0;
  while (done < bytes.length) {
    const { bytesRead } = await handle.read(bytes, done, bytes.length - done, position + done);
    if (bytesRead === 0) throw new RangeError('The file is cut off.');
    done += bytesRead;
  }
}
