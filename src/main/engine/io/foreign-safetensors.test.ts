import { expect, it } from 'vitest';
import { decodeForeignSafetensors } from './foreign-safetensors';

type Part = readonly [name: string, dtype: string, shape: readonly number[], bytes: ArrayBuffer];

function fileOf(parts: readonly Part[]): Uint8Array {
  let end = 0;
  const entries = parts.map(([name, dtype, shape, { byteLength }]) => {
    const start = end;
    end += byteLength;
    return [name, { dtype, shape, data_offsets: [start, end] }] as const;
  });
  const header = new TextEncoder().encode(JSON.stringify(Object.fromEntries(entries)));
  const length = new Uint8Array(BigUint64Array.of(BigInt(header.length)).buffer);
  return Buffer.concat([length, header, ...parts.map(([, , , buffer]) => new Uint8Array(buffer))]);
}

it('reads numbers of every precision and leaves whole numbers out', () => {
  const file = fileOf([
    ['single', 'F32', [2], Float32Array.of(1.5, -2).buffer],
    ['double', 'F64', [1], Float64Array.of(0.25).buffer],
    // 1, −2, 2⁻²⁴, the largest finite number, infinity.
    ['half', 'F16', [5], Uint16Array.of(0x3c00, 0xc000, 0x0001, 0x7bff, 0x7c00).buffer],
    ['brain', 'BF16', [2, 1], Uint16Array.of(0x3fc0, 0xc000).buffer],
    ['counter', 'I64', [], BigInt64Array.of(7n).buffer],
  ]);
  const arrays = decodeForeignSafetensors(file);
  expect([...arrays.keys()]).toEqual(['single', 'double', 'half', 'brain']);
  expect([...arrays.get('single')!.values]).toEqual([1.5, -2]);
  expect([...arrays.get('double')!.values]).toEqual([0.25]);
  expect([...arrays.get('half')!.values]).toEqual([1, -2, 2 ** -24, 65504, Infinity]);
  expect(arrays.get('brain')).toEqual({ shape: [2, 1], values: Float32Array.of(1.5, -2) });
});

it('refuses files that are cut off', () => {
  const file = fileOf([['single', 'F32', [2], Float32Array.of(1.5, -2).buffer]]);
  for (const end of [4, 20, file.length - 1])
    expect(() => decodeForeignSafetensors(file.subarray(0, end)), `${end}`).toThrow();
});
