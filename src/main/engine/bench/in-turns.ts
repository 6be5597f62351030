import { median } from '../ml/median';
import type { BenchReady, BenchTimes } from './order';

/** Something that runs when asked: a benchmark process. */
export interface Contender {
  readonly ready: BenchReady;
  run(runs: number, sample?: boolean): Promise<BenchTimes>;
}

/** What one contender came to. */
export interface Timed {
  /** Median run, milliseconds. */
  readonly ms: number;
  /** Median time inside the network, where a run does more than that. */
  readonly networkMs?: number;
  readonly peakMB: number;
  readonly parameters: number;
  /** Some of the first run's output values. */
  readonly sample: readonly number[];
}

const FEWEST_ROUNDS = 3;

/**
 * Warms every contender up, then lets each run once a round, until three rounds and the time are over.
 * @param seconds time for all contenders together.
 * @param clock milliseconds, monotonic.
 */
export async function timeInTurns(
  contenders: readonly Contender[],
  seconds: number,
  clock: () => number = () => performance.now(),
): Promise<readonly Timed[]> {
  const samples: (readonly number[])[] = [];
  for (const contender of contenders) samples.push((await contender.run(1, true)).sample ?? []);
  const found = contenders.map(() => ({ ms: [] as number[], networkMs: [] as number[], peakMB: 0 }));
  const end = clock() + seconds * 1000;
  for (let round = 0; round < FEWEST_ROUNDS || clock() < end; round += 1) {
    for (const [index, contender] of contenders.entries()) {
      const times = await contender.run(1);
      const mine = found[index];
      mine?.ms.push(...times.ms);
      mine?.networkMs.push(...(times.networkMs ?? []));
      if (mine) mine.peakMB = Math.max(mine.peakMB, times.peakMB);
    }
  }
  return found.map(({ ms, networkMs, peakMB }, index) => ({
    ms: median(ms),
    ...(networkMs.length > 0 ? { networkMs: median(networkMs) } : {}),
    peakMB,
    parameters: contenders[index]?.ready.parameters ?? 0,
    sample: samples[index] ?? [],
  }));
}
