/** Times of one case. */
export interface Measured {
  /** Median of the runs after the first, milliseconds. */
  readonly ms: number;
  /** Largest resident memory of the process seen after a run, megabytes (10⁶ bytes). */
  readonly peakMB: number;
}

const FEWEST_RUNS = 3;
const MEGABYTE = 1e6;

/**
 * Runs something once to warm up, then again until both three runs and the time are over.
 * @param seconds how long to go on.
 */
export async function measure(run: () => Promise<unknown>, seconds: number): Promise<Measured> {
  await run();
  const times: number[] = [];
  let peak = 0;
  const end = performance.now() + seconds * 1000;
  while (times.length < FEWEST_RUNS || performance.now() < end) {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
    peak = Math.max(peak, process.memoryUsage.rss());
  }
  times.sort((a, b) => a - b);
  return { ms: times[Math.floor(times.length / 2)] as number, peakMB: peak / MEGABYTE };
}
