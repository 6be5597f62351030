import { halfPrecision } from './half-precision';
import { headerLength, LENGTH_BYTES, type NamedArray } from './safetensors';

interface Entry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

type Decode = (view: DataView, offset: number) => number;

const DECODERS: Readonly<Record<string, { readonly bytes: number; readonly decode: Decode }>> = {
  F32: { bytes: 4, decode: (view, offset) => view.getFloat32(offset, true) },
  F64: { bytes: 8, decode: (view, offset) => view.getFloat64(offset, true) },
  F16: { bytes: 2, decode: (view, offset) => halfPrecision(view.getUint16(offset, true)) },
  BF16: { bytes: 2, decode: (view, offset) => brainPrecision(view.getUint16(offset, true)) },
};

/**
 * Reads the arrays of real numbers in a safetensors file that another program has written, whatever their precision;
 * whole numbers, such as counters, are left out.
 * @throws RangeError or SyntaxError where the file is cut off or is no safetensors file.
 */
export function decodeForeignSafetensors(file: Uint8Array): ReadonlyMap<string, NamedArray> {
  if (file.byteLength < LENGTH_BYTES) throw new RangeError('The file is cut off.');
  const start = headerLength(file);
  if (!(start <= file.byteLength)) throw new RangeError('The header is cut off.');
  const text = new TextDecoder().decode(file.subarray(LENGTH_BYTES, start));
  const { __metadata__: _, ...entries } = JSON.parse(text) as Record<string, Entry>;
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  return new Map(
    Object.entries(entries).flatMap(([name, { dtype, shape, data_offsets: offsets }]) => {
      const decoder = DECODERS[dtype];
      if (!decoder) return [];
      const [from, to] = [start + offsets[0], start + offsets[1]];
      const count = shape.reduce((product, size) => product * size, 1);
      if (to > file.byteLength || to - from !== count * decoder.bytes)
        throw new RangeError(`The array ${name} is cut off.`);
      const values = Float32Array.from({ length: count }, (_, index) =>
        decoder.decode(view, from + index * decoder.bytes),
      );
      return [[name, { shape, values }] as const];
    }),
  );
}

/** The upper half of a 32-bit number. */
function brainPrecision(bits: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, bits * 0x10000);
  return view.getFloat32(0);
}
