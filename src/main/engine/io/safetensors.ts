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

/** Where an array lies in a file; offsets count bytes from the file's start. */
export interface StoredArray {
  readonly shape: readonly number[];
  readonly from: number;
  readonly to: number;
}

export interface SafetensorsHeader {
  readonly arrays: ReadonlyMap<string, StoredArray>;
  readonly metadata: Readonly<Record<string, string>>;
}

interface HeaderEntry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

export const LENGTH_BYTES = 8;
const ALIGNMENT = 8;

/** What comes before the arrays in a safetensors file: 8 bytes of header length, then JSON. */
export function encodeSafetensorsHeader(
  shapes: ReadonlyMap<string, readonly number[]>,
  metadata: Readonly<Record<string, string>>,
): Uint8Array {
  let end = 0;
  const entries = [...shapes].map(([name, shape]) => {
    const start = end;
    end += elementCount(shape) * Float32Array.BYTES_PER_ELEMENT;
    return [name, { dtype: 'F32', shape, data_offsets: [start, end] }] as const;
  });
  const text = JSON.stringify({ __metadata__: metadata, ...Object.fromEntries(entries) });
  const bytes = new TextEncoder().encode(text);
  const length = Math.ceil(bytes.length / ALIGNMENT) * ALIGNMENT;
  const header = new Uint8Array(LENGTH_BYTES + length).fill(0x20);
  new DataView(header.buffer).setBigUint64(0, BigInt(length), true);
  header.set(bytes, LENGTH_BYTES);
  return header;
}

/** Writes arrays in the safetensors format (8-byte header length, JSON header, raw little-endian F32). */
export function encodeSafetensors({ arrays, metadata }: SafetensorsFile): Uint8Array {
  const shapes = new Map([...arrays].map(([name, { shape }]) => [name, shape]));
  const header = encodeSafetensorsHeader(shapes, metadata);
  const size = [...arrays.values()].reduce((sum, { values }) => sum + values.byteLength, 0);
  const file = new Uint8Array(header.length + size);
  file.set(header);
  let offset = header.length;
  for (const { values } of arrays.values()) {
    file.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), offset);
    offset += values.byteLength;
  }
  return file;
}

/** Length of a file's header with the eight bytes that name it. */
export const headerLength = (start: Uint8Array): number =>
  LENGTH_BYTES + Number(new DataView(start.buffer, start.byteOffset).getBigUint64(0, true));

/**
 * Reads the header of a safetensors file.
 * @param start the file's first {@link headerLength} bytes, or more.
 * @param fileLength bytes of the whole file.
 * @throws RangeError or SyntaxError where the file is cut off or no safetensors file; TypeError for element
 *   types other than F32.
 */
export function decodeSafetensorsHeader(start: Uint8Array, fileLength: number): SafetensorsHeader {
  const length = headerLength(start);
  if (length > start.byteLength) throw new RangeError('The header of the safetensors file is cut off.');
  const header = JSON.parse(new TextDecoder().decode(start.subarray(LENGTH_BYTES, length))) as Record<
    string,
    HeaderEntry | Record<string, string>
  >;
  const { __metadata__: metadata = {}, ...entries } = header;
  const arrays = Object.entries(entries as Record<string, HeaderEntry>).map(([name, entry]) => {
    if (entry.dtype !== 'F32')
      throw new TypeError(`The array ${name} has the element type ${entry.dtype}, not F32.`);
    const [from, to] = entry.data_offsets;
    if (
      length + to > fileLength ||
      to - from !== elementCount(entry.shape) * Float32Array.BYTES_PER_ELEMENT
    ) {
      throw new RangeError(`The array ${name} is cut off.`);
    }
    return [name, { shape: entry.shape, from: length + from, to: length + to }] as const;
  });
  return { arrays: new Map(arrays), metadata: metadata as Record<string, string> };
}

/**
 * Reads what {@link encodeSafetensors} writes.
 * @throws as {@link decodeSafetensorsHeader}.
 */
export function decodeSafetensors(file: Uint8Array): SafetensorsFile {
  const { arrays, metadata } = decodeSafetensorsHeader(file, file.byteLength);
  const read = ({ shape, from, to }: StoredArray): NamedArray => ({
    shape,
    // A copy: Float32Array needs an aligned start, and the slice of a Node Buffer would share its memory.
    values: new Float32Array(new Uint8Array(file.subarray(from, to)).buffer),
  });
  return { arrays: new Map([...arrays].map(([name, array]) => [name, read(array)])), metadata };
}
