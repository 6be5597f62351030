import type { Graph } from './graph';

/** The size of a graph, to compare it before and after a pass. */
export interface GraphSummary {
  readonly nodes: number;
  readonly transposes: number;
  readonly constants: number;
  /** Bytes that the values of all constants take. */
  readonly constantBytes: number;
  /** Nodes by operator, most frequent first. */
  readonly operators: ReadonlyMap<string, number>;
}

export function summarizeGraph(graph: Graph): GraphSummary {
  const counts = new Map<string, number>();
  for (const { op } of graph.nodes) counts.set(op, (counts.get(op) ?? 0) + 1);
  const constants = [...graph.constants.values()];
  return {
    nodes: graph.nodes.length,
    transposes: counts.get('Transpose') ?? 0,
    constants: constants.length,
    constantBytes: constants.reduce((total, { values }) => total + values.byteLength, 0),
    operators: new Map([...counts].sort(([a, m], [b, n]) => n - m || a.localeCompare(b))),
  };
}
