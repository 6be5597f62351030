/** What of a process the signals need. */
export interface SignalSource {
  on(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
  exit(code: number): void;
}

/**
 * One Ctrl-C arrives twice where a parent that shares the terminal passes it on; two presses are further
 * apart. Milliseconds.
 */
const SAME_PRESS_MS = 500;

/**
 * Turns signals into a cancellation: the first asks for a clean end, a second one has no patience left.
 * @param clock milliseconds, monotonic.
 * @param exitCode of the impatient end.
 */
export function cancelOnSignals(source: SignalSource, clock: () => number, exitCode: number): AbortSignal {
  const cancel = new AbortController();
  let firstAt: number | null = null;
  const receive = (): void => {
    if (firstAt === null) {
      firstAt = clock();
      cancel.abort();
    } else if (clock() - firstAt >= SAME_PRESS_MS) source.exit(exitCode);
  };
  source.on('SIGINT', receive);
  source.on('SIGTERM', receive);
  return cancel.signal;
}
