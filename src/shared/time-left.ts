/** Units that must be done before a pace is worth showing. */
const ENOUGH = 2;

/**
 * Time a job still needs at the pace it had so far, in whole seconds; null until there is a pace.
 * @param elapsedMs since the first unit began.
 */
export function secondsLeft(done: number, total: number, elapsedMs: number): number | null {
  if (done < ENOUGH || elapsedMs <= 0) return null;
  return Math.ceil(((elapsedMs / done) * (total - done)) / 1_000);
}

/** A wait in words short enough for a list row: "about 5 s", "about 2 min". */
export function timeLeft(seconds: number): string {
  if (seconds < 1.5) return 'almost done';
  if (seconds < 90) return `about ${Math.round(seconds)} s left`;
  return `about ${Math.round(seconds / 60)} min left`;
}
