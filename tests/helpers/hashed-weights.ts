import type { ParameterSpec } from '../../src/main/engine/ml/nn/parameter';

// Weights and pictures out of names, the same as those of tests/golden/hashed_weights.py, bit by bit.

/** FNV-1a of a name, 32 bits. */
function fnv1a(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}

/** Numbers in [−1, 1), multiples of 2⁻²³: MurmurHash3's finaliser over a counter. */
export function hashedUniform(name: string, count: number, centre: number, spread: number): Float32Array {
  const values = new Float32Array(count);
  let counter = fnv1a(name);
  for (let index = 0; index < count; index += 1) {
    let x = counter;
    x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
    x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
    x ^= x >>> 16;
    values[index] = centre + spread * ((x >>> 8) / 2 ** 23 - 1);
    counter = (counter + 0x9e3779b9) | 0;
  }
  return values;
}

/** Centre and spread of each kind of weight; kernels are spread by their fan-in. */
const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  bias: [0, 0.1],
  gamma: [0.75, 0.25],
  beta: [0, 0.25],
  moving_mean: [0, 0.25],
  mean: [0.45, 0.05],
  variance: [0.25, 0.1],
};

function rangeOf(kind: string, shape: readonly number[], variance: number): readonly [number, number] {
  if (kind === 'moving_variance') return [variance, variance * 0.4];
  if (kind !== 'kernel') return RANGES[kind]!;
  const depthwise = shape.length === 4 && shape[3] === 1;
  const fanIn = shape.slice(0, depthwise ? 2 : -1).reduce((product, size) => product * size, 1);
  return [0, Math.sqrt(6 / fanIn)];
}

/**
 * Values of the weight `layer/weight`.
 * @param variance centre of the running variances.
 */
export function hashedWeight({ name, shape }: Pick<ParameterSpec, 'name' | 'shape'>, variance: number) {
  const [centre, spread] = rangeOf(name.slice(name.lastIndexOf('/') + 1), shape, variance);
  const count = shape.reduce((product, size) => product * size, 1);
  return hashedUniform(name, count, centre, spread);
}

/** A picture of 8 px patches, RGB in 0–255: planes [3, height, width]. */
export function hashedPicture(name: string, height: number, width: number): Float32Array {
  const [rows, columns] = [Math.ceil(height / 8), Math.ceil(width / 8)];
  const patches = hashedUniform(name, rows * columns * 3, 127.5, 127.5);
  return Float32Array.from({ length: 3 * height * width }, (_, index) => {
    const [row, column] = [Math.floor(index / width) % height, index % width];
    const channel = Math.floor(index / (height * width));
    return patches[(Math.floor(row / 8) * columns + Math.floor(column / 8)) * 3 + channel]!;
  });
}
