import type { Dataset } from '../dataset';
import type { PixelSize } from '../label-box';

/** Smallest, middle and largest of some numbers. */
export interface Spread {
  readonly smallest: number;
  readonly median: number;
  readonly largest: number;
}

/** Null of no numbers at all; the median of an even number of them is the lower middle one. */
export function spreadOf(values: readonly number[]): Spread | null {
  const sorted = values.toSorted((a, b) => a - b);
  const [smallest, median, largest] = [sorted[0], sorted[Math.ceil(sorted.length / 2) - 1], sorted.at(-1)];
  if (smallest === undefined || median === undefined || largest === undefined) return null;
  return { smallest, median, largest };
}

export interface SizeSummary {
  /** Photo sizes by how many have them, the most frequent first; pixels. */
  readonly photos: readonly (PixelSize & { readonly count: number })[];
  /** Longer sides of the boxes, pixels. */
  readonly boxes: Spread | null;
}

/** @param sizes of the photos, in their order; null where unknown. */
export function sizeSummary({ photos }: Dataset, sizes: readonly (PixelSize | null)[]): SizeSummary {
  const counts = new Map<string, PixelSize & { count: number }>();
  for (const size of sizes) {
    if (size === null) continue;
    const key = `${size.width}x${size.height}`;
    const entry = counts.get(key) ?? { width: size.width, height: size.height, count: 0 };
    entry.count += 1;
    counts.set(key, entry);
  }
  const sides = photos.flatMap(({ labels }) => labels.map(({ box }) => Math.max(box.width, box.height)));
  return { photos: [...counts.values()].toSorted((a, b) => b.count - a.count), boxes: spreadOf(sides) };
}
