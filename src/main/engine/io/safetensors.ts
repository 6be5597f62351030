import { elementCount } from '../compiler/graph/graph';

/** A named array in logical (TensorFlow.js) order. */
export interface NamedArray {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

export interface SafetensorsFile {
  readonly arrays: ReadonlyMap<string, NamedArray>;
  readonly metadata: Readonly<Record<string, string>>;
}

interface HeaderEntry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

const LENGTH_BYTES = 8;
const ALIGNMENT = 8;

/** Writes arrays in the safetensors format (8-byte header length, JSON header, raw little-endian F32). */
export function encodeSafetensors({ arrays, metadata }: SafetensorsFile): Uint8Array {
  let end = 0;
  const entries = [...arrays].map(([name, { shape, values }]) => {
    const start = end;
    end += values.byteLength;
    return [name, { dtype: 'F32', shape, data_offsets: [start, end] }] as const;
  });
  const text = JSON.stringify({ __metadata__: metadata, ...Object.fromEntries(entries) });
  const bytes = new TextEncoder().encode(text);
  const headerLength = Math.ceil(bytes.length / ALIGNMENT) * ALIGNMENT;
  const file = new Uint8Array(LENGTH_BYTES + headerLength + end);
  file.fill(0x20, LENGTH_BYTES, LENGTH_BYTES + headerLength);
  new DataView(file.buffer).setBigUint64(0, BigInt(headerLength), true);
  file.set(bytes, LENGTH_BYTES);
  let offset = LENGTH_BYTES + headerLength;
  for (const { values } of arrays.values()) {
    file.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), offset);
    offset += values.byteLength;
  }
  return file;
}

/**
 * Reads what {@link encodeSafetensors} writes.
 * @throws RangeError or SyntaxError where the bytes are cut off or no safetensors file; TypeError for
 *   element types other than F32.
 */
export function decodeSafetensors(file: Uint8Array): SafetensorsFile {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const headerLength = Number(view.getBigUint64(0, true));
  const start = LENGTH_BYTES + headerLength;
  if (start > file.byteLength) throw new RangeError('The header of the safetensors file is cut off.');
  const header = JSON.parse(new TextDecoder().decode(file.subarray(LENGTH_BYTES, start))) as Record<
    string,
    HeaderEntry | Record<string, string>
  >;
  const { __metadata__: metadata = {}, ...entries } = header;
  const arrays = Object.entries(entries as Record<string, HeaderEntry>).map(([name, entry]) => {
    if (entry.dtype !== 'F32')
      throw new TypeError(`The array ${name} has the element type ${entry.dtype}, not F32.`);
    const [from, to] = entry.data_offsets;
    if (start + to > file.byteLength || to - from !== elementCount(entry.shape) * 4) {
      throw new RangeError(`The array ${name} is cut off.`);
    }
    // A copy: Float32Array needs an aligned start, and the slice of a Node Buffer would share its memory.
    const values = new Float32Array(new Uint8Array(file.subarray(start + from, start + to)).buffer);
    return [name, { shape: entry.shape, values }] as const;
  });
  return { arrays: new Map(arrays), metadata: metadata as Record<string, string> };
}
