/** When a crashed engine is started again, and when it is given up. Times in milliseconds. */
export interface RestartPolicy {
  /** Wait before the first, second, … restart in a row; the last one repeats. */
  readonly backOff: readonly number[];
  /** This many ends within `window` are a crash loop. */
  readonly limit: number;
  readonly window: number;
}

export const RESTART_POLICY: RestartPolicy = { backOff: [250, 1_000, 4_000], limit: 4, window: 60_000 };

/**
 * @param recentEnds how often the engine ended unasked within the policy's window, this time included.
 * @returns milliseconds to wait, or null for a crash loop.
 */
export function restartDelay(recentEnds: number, policy: RestartPolicy): number | null {
  if (recentEnds >= policy.limit) return null;
  return policy.backOff[Math.min(recentEnds, policy.backOff.length) - 1] ?? 0;
}
