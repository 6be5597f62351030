import { expect, it } from 'vitest';
import { decodeSafetensors, encodeSafetensors } from './safetensors';

const file = {
  arrays: new Map([
    ['a/filter', { shape: [1, 1, 2, 2], values: Float32Array.of(1, -2, 3.5, 0) }],
    ['b', { shape: [1], values: Float32Array.of(7) }],
  ]),
  metadata: { id: 'x' },
};

it('comes back unchanged from the middle of a larger buffer', () => {
  const bytes = encodeSafetensors(file);
  const larger = Buffer.concat([Buffer.alloc(3), bytes]);
  expect(decodeSafetensors(larger.subarray(3))).toEqual(file);
});

it('comes back unchanged', () => {
  expect(decodeSafetensors(encodeSafetensors(file))).toEqual(file);
});

it('has the layout of the format: header length, padded JSON, raw values', () => {
  const bytes = encodeSafetensors(file);
  const headerLength = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  expect(headerLength % 8).toBe(0);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + headerLength))) as Record<
    string,
    unknown
  >;
  expect(header['b']).toEqual({ dtype: 'F32', shape: [1], data_offsets: [16, 20] });
  expect(bytes.length).toBe(8 + headerLength + 20);
});

it('refuses a file that is cut off', () => {
  const bytes = encodeSafetensors(file);
  expect(() => decodeSafetensors(bytes.slice(0, -1))).toThrow(RangeError);
  expect(() => decodeSafetensors(bytes.slice(0, 12))).toThrow(RangeError);
});
