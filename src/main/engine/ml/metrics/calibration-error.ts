/** A claim with its probability, and whether it came true. */
export interface Claim {
  /** 0–1. */
  readonly confidence: number;
  readonly correct: boolean;
}

/**
 * Expected calibration error (Naeini 2015; Guo 2017): the mean gap between confidence and the share that
 * is correct, over bins of equal width (open below, closed above), weighted by their claims.
 * @returns 0–1; null without claims.
 */
export function calibrationError(claims: readonly Claim[], binCount = 10): number | null {
  if (claims.length === 0) return null;
  const bins = Array.from({ length: binCount }, () => ({ confidence: 0, correct: 0 }));
  for (const { confidence, correct } of claims) {
    const bin = bins[Math.max(0, Math.min(binCount, Math.ceil(confidence * binCount)) - 1)]!;
    bin.confidence += confidence;
    bin.correct += correct ? 1 : 0;
  }
  return bins.reduce((sum, bin) => sum + Math.abs(bin.correct - bin.confidence), 0) / claims.length;
}
