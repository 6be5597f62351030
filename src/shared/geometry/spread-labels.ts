/**
 * Moves labels apart that would lie over each other, as little as need be.
 * @param wanted where each label's middle should be, from the top.
 * @param gap least distance between two middles.
 * @param limit lowest place for a middle.
 * @returns places in the order of `wanted`.
 */
export function spreadLabels(wanted: readonly number[], gap: number, limit: number): readonly number[] {
  const order = [...wanted.keys()].sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  const places = [...wanted];
  let lowest = -Infinity;
  for (const index of order) {
    const place = Math.max(places[index] ?? 0, lowest + gap);
    places[index] = place;
    lowest = place;
  }
  let highest = limit + gap;
  for (const index of order.toReversed()) {
    const place = Math.min(places[index] ?? 0, highest - gap);
    places[index] = place;
    highest = place;
  }
  return places;
}
