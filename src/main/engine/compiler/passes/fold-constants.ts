import { evaluateNode, isEvaluable } from '../evaluate/evaluate-node';
import { elementCount } from '../graph/graph';
import { rewriteNodes } from '../graph/rewrite-nodes';
import type { Pass } from './pass';

/** Results up to this many elements may be larger than what they are computed from. */
const SMALL_RESULT = 64;
/** The same for vectors, which hold one number a channel: other passes fold them further. */
const SMALL_VECTOR = 4096;

const mayGrowTo = (shape: readonly number[]): number =>
  shape.filter((size) => size > 1).length > 1 ? SMALL_RESULT : SMALL_VECTOR;

/**
 * Constant folding: a node whose inputs are all constants becomes a constant, as long as that does not make
 * the graph bigger to speak of (an Expand of one number stays what it is).
 */
export const foldConstants: Pass = {
  name: 'fold constants',
  run: (graph) =>
    rewriteNodes(graph, (node, editor) => {
      const [output] = node.outputs;
      if (!output || node.inputs.length === 0 || !isEvaluable(node)) return null;
      const inputs = node.inputs.map((name) => (name === '' ? null : editor.constant(name)));
      if (inputs.some((input, index) => !input && node.inputs[index] !== '')) return null;
      const largest = Math.max(...inputs.map((input) => (input ? elementCount(input.shape) : 0)));
      if (elementCount(output.shape) > Math.max(largest, mayGrowTo(output.shape))) return null;
      const values = evaluateNode(node, inputs);
      return values && [editor.addConstant(values, output.type, output.shape)];
    }),
};
