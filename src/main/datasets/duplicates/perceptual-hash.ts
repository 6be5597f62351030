import type { Thumbnail } from './thumbnail';

/** Frequencies kept along each side; the first of all, the mean, is left out. */
const KEPT = 8;

/** 63 bits in two halves. */
export interface PerceptualHash {
  readonly low: number;
  readonly high: number;
}

/**
 * The DCT hash known as pHash (Zauner, 2010, "Implementation and benchmarking of perceptual image hash
 * functions"): which of the lowest frequencies of a thumbnail lie above their median. Size, compression, light
 * and blur hardly move it.
 */
export function perceptualHash(thumbnail: Thumbnail): PerceptualHash {
  const frequencies = lowFrequencies(thumbnail).slice(1);
  const median = frequencies.toSorted((a, b) => a - b)[(frequencies.length - 1) / 2] ?? 0;
  let [low, high] = [0, 0];
  for (const [bit, value] of frequencies.entries()) {
    if (value <= median) continue;
    if (bit < 32) low |= 1 << bit;
    else high |= 1 << (bit - 32);
  }
  return { low: low >>> 0, high: high >>> 0 };
}

/** The lowest frequencies of the two-dimensional cosine transform (type II, without its constant factors). */
function lowFrequencies({ side, grey }: Thumbnail): readonly number[] {
  const cosines = Array.from({ length: KEPT }, (_, frequency) =>
    Float64Array.from({ length: side }, (_, place) => Math.cos((Math.PI * (place + 0.5) * frequency) / side)),
  );
  const rows = Array.from({ length: side }, (_, y) =>
    cosines.map((wave) => wave.reduce((sum, weight, x) => sum + weight * (grey[y * side + x] ?? 0), 0)),
  );
  return cosines.flatMap((wave) =>
    cosines.map((_, u) => wave.reduce((sum, weight, y) => sum + weight * (rows[y]?.[u] ?? 0), 0)),
  );
}

/** Bits that differ, 0–63. */
export const hashDistance = (a: PerceptualHash, b: PerceptualHash): number =>
  bits(a.low ^ b.low) + bits(a.high ^ b.high);

/** Ones of a 32-bit word. */
export function bits(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
