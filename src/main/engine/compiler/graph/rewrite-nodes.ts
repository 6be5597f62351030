import { dropUnused } from './drop-unused';
import type { Graph, GraphNode, GraphValue } from './graph';
import { GraphEditor } from './graph-editor';

/**
 * What to put in place of a node's outputs, in their order; null keeps the node. Inputs of the node are given
 * by the names that stand for them now.
 */
export type Rewrite = (node: GraphNode, editor: GraphEditor) => readonly GraphValue[] | null;

/** Offers each node to `rewrite`, first to last, and drops what is no longer needed. */
export function rewriteNodes(graph: Graph, rewrite: Rewrite): Graph {
  const editor = new GraphEditor(graph);
  let changed = false;
  for (const original of graph.nodes) {
    const inputs = original.inputs.map((name) => (name === '' ? '' : editor.value(name).name));
    const node = { ...original, inputs };
    const replacements = rewrite(node, editor);
    if (!replacements || isVain(node, replacements, editor)) {
      editor.keep(node);
      continue;
    }
    changed = true;
    node.outputs.forEach(({ name }, index) => editor.replace(name, replacements[index] as GraphValue));
  }
  return changed ? dropUnused(editor.finish()) : graph;
}

/** An Identity that names a graph output has to stay where its input cannot bear that name. */
function isVain(node: GraphNode, replacements: readonly GraphValue[], editor: GraphEditor): boolean {
  const [output] = node.outputs;
  const [replacement] = replacements;
  if (node.op !== 'Identity' || !output || !replacement) return false;
  return editor.isOutput(output.name) && !editor.isNameable(replacement);
}
