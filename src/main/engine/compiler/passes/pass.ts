import type { Graph } from '../graph/graph';

/** A step of compilation: gives an equivalent graph, or the very same one where there is nothing to do. */
export interface Pass {
  readonly name: string;
  readonly run: (graph: Graph) => Graph;
}
