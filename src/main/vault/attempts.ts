/** Wrong passphrases in a row, and when the last was tried, milliseconds since 1970. */
export interface Attempts {
  readonly failures: number;
  readonly lastAt: number;
}

/** Wrong ones that cost nothing but argon2id's half a second. */
const FREE = 4;
const LONGEST_SECONDS = 300;

/**
 * How long the next attempt has to wait: nothing after four wrong ones, then twice as long after each, up to five
 * minutes.
 * @returns milliseconds. A clock that was set back makes nobody wait longer than the longest wait.
 */
export function waitingTime({ failures, lastAt }: Attempts, now: number): number {
  if (failures <= FREE) return 0;
  const wait = Math.min(LONGEST_SECONDS, 2 ** (failures - FREE)) * 1000;
  return Math.max(0, Math.min(wait, lastAt + wait - now));
}
