import type { Graph, GraphNode } from './graph';

/** Keeps only what the outputs need. Inputs stay, used or not: callers feed them by name. */
export function dropUnused(graph: Graph): Graph {
  const needed = new Set(graph.outputs.map((output) => output.name));
  const kept: GraphNode[] = [];
  for (let index = graph.nodes.length - 1; index >= 0; index -= 1) {
    const node = graph.nodes[index] as GraphNode;
    if (!node.outputs.some(({ name }) => needed.has(name))) continue;
    for (const name of node.inputs) needed.add(name);
    kept.push(node);
  }
  const constants = [...graph.constants].filter(([name]) => needed.has(name));
  if (kept.length === graph.nodes.length && constants.length === graph.constants.size) return graph;
  return { ...graph, nodes: kept.reverse(), constants: new Map(constants) };
}
