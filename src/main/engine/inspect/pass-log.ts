import { compile } from '../compiler/compile';
import { dumpGraph } from '../compiler/graph/dump-graph';
import type { Graph } from '../compiler/graph/graph';
import { summarizeGraph, type GraphSummary } from '../compiler/graph/graph-summary';

/** A graph at one point of its compilation. */
export interface PassEntry {
  /** Name of the pass that left it so; `recorded` before the first. */
  readonly name: string;
  readonly summary: GraphSummary;
  /** File name for the graph's text, in the order of compilation. */
  readonly file: string;
  readonly text: () => string;
}

/** Compiles a graph and keeps what each pass that changed it left. */
export function logPasses(recorded: Graph): readonly PassEntry[] {
  const graphs: (readonly [name: string, graph: Graph])[] = [['recorded', recorded]];
  compile(recorded, { onPass: (name, _, after) => graphs.push([name, after]) });
  return graphs.map(([name, graph], index) => ({
    name,
    summary: summarizeGraph(graph),
    file: `${String(index).padStart(2, '0')}-${name.replaceAll(' ', '-')}.txt`,
    text: () => dumpGraph(graph),
  }));
}
