/**
 * Learning rate that rises linearly over a warm-up and falls to a hundredth along a half cosine.
 * @param progress share of the planned training that is done, 0–1.
 */
export function cosineRate(progress: number, peak: number, warmUp = 0.03): number {
  const bounded = Math.min(1, Math.max(0, progress));
  if (bounded < warmUp) return peak * (0.05 + (0.95 * bounded) / warmUp);
  const phase = (bounded - warmUp) / (1 - warmUp);
  return peak * (0.01 + 0.495 * (1 + Math.cos(Math.PI * phase)));
}
