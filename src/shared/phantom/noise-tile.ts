import { normal, type Random } from '../random';

/** Side of a tile in samples; a power of two, so that wrapping is one AND. */
const SIDE = 128;

/** A square field that repeats without a seam: mean 0, standard deviation 1. */
export interface NoiseTile {
  /** Value at any sample position, interpolated. */
  readonly at: (x: number, y: number) => number;
}

/** White noise smoothed by `passes` box filters of 3 × 3 samples. */
export function noiseTile(random: Random, passes: number): NoiseTile {
  let values = Float32Array.from({ length: SIDE * SIDE }, () => normal(random));
  for (let pass = 0; pass < passes; pass += 1) values = smooth(smooth(values, 1), SIDE);
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
  const scaled = values.map((value) => value / deviation);
  return {
    at: (x, y) => {
      const [left, top] = [Math.floor(x), Math.floor(y)];
      const [tx, ty] = [x - left, y - top];
      const [c0, c1] = [left & (SIDE - 1), (left + 1) & (SIDE - 1)];
      const [r0, r1] = [(top & (SIDE - 1)) * SIDE, ((top + 1) & (SIDE - 1)) * SIDE];
      const upper = (scaled[r0 + c0] as number) * (1 - tx) + (scaled[r0 + c1] as number) * tx;
      const lower = (scaled[r1 + c0] as number) * (1 - tx) + (scaled[r1 + c1] as number) * tx;
      return upper + (lower - upper) * ty;
    },
  };
}

/** Mean of each sample and its two neighbours at distance `stride`, along lines of `SIDE` that wrap round. */
function smooth(values: Float32Array, stride: number): Float32Array<ArrayBuffer> {
  const smoothed = new Float32Array(values.length);
  const [span, across] = [SIDE * stride, stride === 1 ? SIDE : 1];
  for (let line = 0; line < SIDE; line += 1) {
    const start = line * across;
    let before = values[start + span - stride] as number;
    let here = values[start] as number;
    for (let place = start; place < start + span; place += stride) {
      const next = place + stride;
      const after = values[next < start + span ? next : start] as number;
      smoothed[place] = (before + here + after) / 3;
      before = here;
      here = after;
    }
  }
  return smoothed;
}
