import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile, STANDARD_PASSES } from '../../../../src/main/engine/compiler/compile';
import type { Graph } from '../../../../src/main/engine/compiler/graph/graph';
import { dumpGraph } from '../../../../src/main/engine/compiler/graph/dump-graph';
import { summarizeGraph } from '../../../../src/main/engine/compiler/graph/graph-summary';
import { relativeError } from '../../../helpers/compiled-parity';
import { randomGraph } from '../../../helpers/random-graph';
import { runGraph } from '../../../helpers/run-graph';

const RUNS = { numRuns: 60, seed: 7 };

async function expectSameResults(before: Graph, after: Graph): Promise<void> {
  expect(after.inputs).toEqual(before.inputs);
  expect(after.outputs).toEqual(before.outputs);
  const [expected, actual] = [await runGraph(before), await runGraph(after)];
  for (const { name } of before.outputs) {
    const error = relativeError(Array.from(actual[name] ?? []), Array.from(expected[name] ?? []));
    expect(error, `${name}\n${dumpGraph(before)}\n${dumpGraph(after)}`).toBeLessThan(1e-5);
  }
}

describe('every pass leaves results as they are', () => {
  for (const pass of STANDARD_PASSES) {
    it(pass.name, async () => {
      let changed = 0;
      await fc.assert(
        fc.asyncProperty(randomGraph, async (graph) => {
          const after = pass.run(graph);
          if (after === graph) return;
          changed += 1;
          await expectSameResults(graph, after);
        }),
        RUNS,
      );
      // Unused nodes are left by no random graph; long sums need larger ones. Both have tests of their own.
      const rare = ['drop unused nodes', 'split long sums'].includes(pass.name);
      expect(changed).toBeGreaterThan(rare ? -1 : 5);
    });
  }
  it('all of them together, and a second time they find nothing to do', async () => {
    await fc.assert(
      fc.asyncProperty(randomGraph, async (graph) => {
        const compiled = compile(graph);
        expect(compile(compiled)).toBe(compiled);
        expect(summarizeGraph(compiled).nodes).toBeLessThanOrEqual(summarizeGraph(graph).nodes);
        await expectSameResults(graph, compiled);
      }),
      RUNS,
    );
  });
});
