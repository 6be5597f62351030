import type { GraphNode, GraphValue } from '../graph/graph';
import type { GraphEditor } from '../graph/graph-editor';
import { rewriteNodes } from '../graph/rewrite-nodes';
import type { Pass } from './pass';
import { constantList, inputOf } from './rules/rule';
import { sumStages } from './rules/sum-stages';

const SUMS: readonly string[] = ['ReduceSum', 'ReduceMean'];

function split(node: GraphNode, editor: GraphEditor): GraphValue | null {
  const [output] = node.outputs;
  if (!output || output.type !== 'float32' || !SUMS.includes(node.op)) return null;
  const axes = constantList(node, editor, 1);
  if (!axes) return null;
  const x = inputOf(node, editor, 0);
  const stages = sumStages(
    x.shape,
    axes.map((axis) => (axis < 0 ? axis + x.shape.length : axis)),
  );
  if (stages.length < 2) return null;
  const sum = stages.reduce<GraphValue>((value, stage) => {
    const shape = stage.shape.filter((_, axis) => !stage.axes.includes(axis));
    const inputs = [editor.reshape(value, stage.shape), editor.indices(stage.axes)];
    return editor.add(node.op, inputs, { keepdims: 0 }, ['float32', shape]);
  }, x);
  return editor.reshape(sum, output.shape);
}

/**
 * Sums and means over very many elements lose digits of 32-bit floats, most of all where whole rows are added one
 * after the other, as over the pixels of an image with channels last. They are taken in stages instead. The
 * staged form is also several times faster there, because each stage runs on all threads.
 */
export const splitLongSums: Pass = {
  name: 'split long sums',
  run: (graph) =>
    rewriteNodes(graph, (node, editor) => {
      const value = split(node, editor);
      return value && [value];
    }),
};
