import { seededRandom, type Random } from '../../src/shared/random';

/** Values for one graph input. */
export interface Example {
  readonly shape: readonly number[];
  readonly values: Float32Array | Int32Array | Uint8Array;
  readonly type?: 'float32' | 'int32' | 'bool';
}

/** Draws the values of one input. */
export type InputSource = (random: Random) => Example;

export const elements = (shape: readonly number[]): number =>
  shape.reduce((product, size) => product * size, 1);

/** Random values in [low, high). */
export function example(shape: readonly number[], seed: number, low = -1, high = 1) {
  return floats(shape, low, high)(seededRandom(seed));
}

/** Numbers in [low, high). */
export const floats =
  (shape: readonly number[], low = -1, high = 1) =>
  (random: Random) => ({
    shape,
    values: Float32Array.from({ length: elements(shape) }, () => low + (high - low) * random()),
  });

/** Few different numbers (multiples of a half in [−1, 1]), so that many are equal. */
export const tiedFloats =
  (shape: readonly number[]): InputSource =>
  (random) => ({
    shape,
    values: Float32Array.from({ length: elements(shape) }, () => Math.round(random() * 4) / 2 - 1),
  });

/** Whole numbers from `low` to `high`, both included. */
export const integers =
  (shape: readonly number[], low: number, high: number): InputSource =>
  (random) => ({
    shape,
    type: 'int32',
    values: Int32Array.from({ length: elements(shape) }, () => low + Math.floor((high - low + 1) * random())),
  });

export const flags =
  (shape: readonly number[]): InputSource =>
  (random) => ({
    shape,
    type: 'bool',
    values: Uint8Array.from({ length: elements(shape) }, () => Number(random() < 0.5)),
  });

/** The given numbers as they are. */
export const given =
  (shape: readonly number[], values: readonly number[], type: 'float32' | 'int32' = 'float32'): InputSource =>
  () => ({ shape, type, values: type === 'int32' ? Int32Array.from(values) : Float32Array.from(values) });
