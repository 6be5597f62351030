import type { Random } from '../random';

/** A dropout mask: 0 for dropped elements, 1 / (1 − rate) for kept ones (Srivastava 2014, inverted). */
export interface DropoutSpec {
  readonly name: string;
  readonly shape: readonly number[];
  readonly rate: number;
}

/** Draws a new mask into an array of its size. */
export function drawDropout(mask: Float32Array, rate: number, random: Random): void {
  const kept = 1 / (1 - rate);
  for (let index = 0; index < mask.length; index += 1) mask[index] = random() < rate ? 0 : kept;
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
