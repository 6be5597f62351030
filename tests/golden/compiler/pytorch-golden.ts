import { readFileSync } from 'node:fs';
import { decodeSafetensors, type NamedArray } from '../../../src/main/engine/io/safetensors';
import type { ParameterSpec } from '../../../src/main/engine/ml/nn/parameter';
import { hashedUniform } from '../../helpers/hashed-weights';

/** Arrays that `make_golden.py` wrote, by name. */
export function readGolden(file: string): ReadonlyMap<string, NamedArray> {
  return decodeSafetensors(readFileSync(new URL(file, import.meta.url))).arrays;
}

const count = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);

/** Numbers in [centre − spread, centre + spread) that the golden files' maker has under the same name. */
export const hashed = (name: string, shape: readonly number[], centre = 0, spread = 1) => ({
  shape,
  values: hashedUniform(name, count(shape), centre, spread),
});

/** Centre and spread of each kind of parameter; filters and weights are spread by their fan-in. */
const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  scale: [1, 0.25],
  offset: [0, 0.1],
  bias: [0, 0.1],
  mean: [0, 0.1],
  variance: [1, 0.25],
};

/** The values that a parameter starts with. */
export function hashedParameter({ name, shape }: Pick<ParameterSpec, 'name' | 'shape'>): NamedArray {
  const [centre, spread] = RANGES[name.slice(name.lastIndexOf('/') + 1)] ?? [
    0,
    Math.sqrt(6 / count(shape.slice(0, -1))),
  ];
  return hashed(name, shape, centre, spread);
}
