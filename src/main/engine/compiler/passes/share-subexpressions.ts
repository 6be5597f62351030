import type { Graph, GraphConstant, GraphNode } from '../graph/graph';
import { rewriteNodes } from '../graph/rewrite-nodes';
import type { Pass } from './pass';

/** Constants up to this many elements are compared by value; comparing larger ones costs more than it saves. */
const COMPARED_ELEMENTS = 4096;

/**
 * Common-subexpression removal: a node that repeats an earlier one (operator, inputs, attributes) gives way
 * to it, because every operator of a graph is pure. Where the later one yields more outputs, as a pool that
 * also reports places, the earlier one takes these on.
 */
export const shareSubexpressions: Pass = { name: 'share common subexpressions', run: shareNodes };

function shareNodes(graph: Graph): Graph {
  const known = new Map<string, GraphNode>();
  return rewriteNodes(shareConstants(graph), (node, editor) => {
    const key = `${node.op}(${node.inputs.join()})${JSON.stringify(node.attributes)}`;
    const earlier = known.get(key);
    if (!earlier) {
      known.set(key, node);
      return null;
    }
    const extra = node.outputs.slice(earlier.outputs.length);
    if (extra.length === 0) return earlier.outputs;
    const widened = editor.widen(earlier, extra);
    known.set(key, widened);
    return widened.outputs;
  });
}

/** Lets equal constants be one. */
function shareConstants(graph: Graph): Graph {
  const first = new Map<string, string>();
  const shared = new Map<string, string>();
  for (const constant of graph.constants.values()) {
    if (constant.values.length > COMPARED_ELEMENTS) continue;
    const key = keyOf(constant);
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, constant.name);
    else shared.set(constant.name, earlier);
  }
  if (shared.size === 0) return graph;
  const nodes = graph.nodes.map((node) => ({
    ...node,
    inputs: node.inputs.map((name) => shared.get(name) ?? name),
  }));
  const constants = new Map([...graph.constants].filter(([name]) => !shared.has(name)));
  return { ...graph, nodes, constants };
}

const keyOf = ({ type, shape, values }: GraphConstant): string => `${type} ${shape.join()} ${values.join()}`;
