import type { RunProbe } from '../../../shared/engine/probe';
import { engineComparisonSchema } from '../probe/compare-outputs';
import type { EngineTests, TestResult } from './engine-tests';
import { judgeComparison } from './judge-comparison';
import type { AvailableRung } from './rung';

/** A detector's graph for one size of tile. */
export interface TileGraph {
  readonly digest: string;
  /** Folder of the detector, absolute. */
  readonly modelFolder: string;
  /** Pixels. */
  readonly height: number;
  readonly width: number;
}

/** An engine that needs longer for a few tiles is of no use, whatever it would answer. Milliseconds. */
export const TEST_LIMIT_MS = 60_000;

/** Compares an engine with the processor on a graph, in a process of its own, and remembers the result. */
export async function testEngine(
  rung: AvailableRung,
  { digest, modelFolder, height, width }: TileGraph,
  {
    tests,
    runProbe,
    threads,
  }: { readonly tests: EngineTests; readonly runProbe: RunProbe; readonly threads: number },
): Promise<void> {
  const marker = tests.mark(rung.id, digest, 'test');
  const { tensorflow, id: engine } = rung;
  const outcome = await runProbe(
    { kind: 'tiles', engine, tensorflow, modelFolder, height, width, threads, marker },
    TEST_LIMIT_MS,
  );
  await tests.add({ engine, digest, ...resultOf(outcome) });
  tests.unmark(marker);
}

type Outcome = Awaited<ReturnType<RunProbe>>;

function resultOf(outcome: Outcome): Omit<TestResult, 'engine' | 'digest' | 'circumstances'> {
  const unknown = { difference: null, ms: null, processorMs: null };
  switch (outcome.ended) {
    case 'answered': {
      const comparison = engineComparisonSchema.safeParse(outcome.value);
      if (comparison.success) return { ...judgeComparison(comparison.data), message: null };
      return { outcome: 'failed', message: 'its test answered nonsense', ...unknown };
    }
    case 'failed':
      return { outcome: 'failed', message: outcome.message, ...unknown };
    case 'crashed':
      return { outcome: 'crashed', message: `it ${outcome.how}`, ...unknown };
    case 'timed-out':
      return { outcome: 'timed-out', message: null, ...unknown };
  }
}
