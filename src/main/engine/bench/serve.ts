import { openBenchCase } from './open-bench-case';
import { benchOrderSchema, benchRequestSchema, type BenchReady, type BenchTimes } from './order';

/** More values than this say nothing new about agreement. */
const SAMPLE_SIZE = 4096;

/**
 * A benchmark process: prepares what the first line orders, then runs it as often as each further line asks.
 * @param answer writes one line.
 */
export async function serveBench(
  lines: AsyncIterable<string>,
  version: string,
  answer: (value: BenchReady | BenchTimes) => void,
): Promise<void> {
  const reader = lines[Symbol.asyncIterator]();
  const first = await reader.next();
  if (first.done) return;
  const bench = await openBenchCase(benchOrderSchema.parse(JSON.parse(first.value)));
  answer({ parameters: bench.parameters, version });
  for (let next = await reader.next(); !next.done; next = await reader.next()) {
    const { runs, sample } = benchRequestSchema.parse(JSON.parse(next.value));
    const ms: number[] = [];
    const networkMs: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      const start = performance.now();
      const inside = await bench.run();
      ms.push(performance.now() - start);
      if (inside !== undefined) networkMs.push(inside);
    }
    answer({
      ms,
      // Kilobytes on every system.
      peakMB: (process.resourceUsage().maxRSS * 1024) / 1e6,
      ...(networkMs.length > 0 ? { networkMs } : {}),
      ...(sample ? { sample: sampled(bench.outputs()) } : {}),
    });
  }
}

const sampled = (values: readonly number[]): number[] => {
  const step = Math.max(1, Math.floor(values.length / SAMPLE_SIZE));
  return values.filter((_, index) => index % step === 0);
};
