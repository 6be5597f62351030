import type { Random } from '../random';

/** A dropout mask: 0 for dropped elements, 1 / (1 − rate) for kept ones (Srivastava 2014, inverted). */
export interface DropoutSpec {
  readonly name: string;
  readonly shape: readonly number[];
  readonly rate: number;
}

/** Values that half of a random number's 32 bits can have. */
const HALF = 2 ** 16;

/**
 * Draws a new mask into an array of its size. One random number decides two elements, without a branch: a batch of
 * large pictures has ten million of them. The rate is met to 1/65,536.
 */
export function drawDropout(mask: Float32Array, rate: number, random: Random): void {
  const dropped = Math.round(rate * HALF);
  const kept = 1 / (1 - rate);
  const last = dropped - 1;
  for (let index = 0; index < mask.length; index += 2) {
    const bits = (random() * HALF * HALF) >>> 0;
    // The sign of the difference: 1 where the half is at least `dropped`.
    mask[index] = kept * ((last - (bits & (HALF - 1))) >>> 31);
    mask[index + 1] = kept * ((last - (bits >>> 16)) >>> 31);
  }
}

/**
 * Copies values into a place of equal size with dropout already applied, for layers that stand directly on
 * what is fed in. Zeros stay zeros and cost no random number.
 */
export function copyDropped(values: Float32Array, target: Float32Array, rate: number, random: Random): void {
  const kept = 1 / (1 - rate);
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] as number;
    target[index] = value === 0 || random() < rate ? 0 : value * kept;
  }
}
