import type { Graph } from './graph/graph';
import { dropUnusedNodes } from './passes/drop-unused-nodes';
import { foldBatchNorm } from './passes/fold-batch-norm';
import { foldConstants } from './passes/fold-constants';
import type { Pass } from './passes/pass';
import { shareSubexpressions } from './passes/share-subexpressions';
import { simplify } from './passes/simplify';
import { sinkTransposes } from './passes/sink-transposes';
import { splitLongSums } from './passes/split-long-sums';

/** In this order, again and again until none finds anything to do. */
export const STANDARD_PASSES: readonly Pass[] = [
  shareSubexpressions,
  simplify,
  foldConstants,
  sinkTransposes,
  foldBatchNorm,
  splitLongSums,
  dropUnusedNodes,
];

/** Far more rounds than any graph needs: each pass only ever shrinks a graph or moves a node one way. */
const MOST_ROUNDS = 16;

export interface CompileOptions {
  readonly passes?: readonly Pass[];
  /** Told after each pass that changed the graph. */
  readonly onPass?: (name: string, before: Graph, after: Graph) => void;
}

/** Turns a recorded graph into an equivalent one that runs faster. Inputs and outputs stay as they are. */
export function compile(graph: Graph, { passes = STANDARD_PASSES, onPass }: CompileOptions = {}): Graph {
  let current = graph;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const before = current;
    for (const pass of passes) {
      const after = pass.run(current);
      if (after !== current) onPass?.(pass.name, current, after);
      current = after;
    }
    if (current === before) return current;
  }
  return current;
}
