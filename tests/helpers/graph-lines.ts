import type { Graph, GraphValue } from '../../src/main/engine/compiler/graph/graph';
import { dumpGraph } from '../../src/main/engine/compiler/graph/dump-graph';
import { GraphBuilder } from '../../src/main/engine/compiler/graph/graph-builder';

/** Builds a graph whose outputs are called y0, y1, …. */
export function graphOf(build: (builder: GraphBuilder) => GraphValue | readonly GraphValue[]): Graph {
  const builder = new GraphBuilder();
  const outputs = [build(builder)].flat() as readonly GraphValue[];
  return builder.finish(outputs.map((value, index) => ({ name: `y${index}`, value })));
}

/** The node lines of a graph's dump. */
export function nodeLines(graph: Graph): readonly string[] {
  const lines = dumpGraph(graph).split('\n');
  return lines.slice(lines.indexOf('nodes') + 1, lines.indexOf('outputs')).map((line) => line.trim());
}
