import type { GraphConstant, GraphNode, GraphValue } from '../graph/graph';
import type { GraphEditor } from '../graph/graph-editor';
import { rewriteNodes } from '../graph/rewrite-nodes';
import type { Pass } from './pass';
import { affineOf, type Affine } from './rules/affine';
import { inputOf, madeBy } from './rules/rule';

/**
 * Folds what follows a convolution with constant weights (a bias, batch normalisation with fixed statistics,
 * any scaling by channel) into its filter and bias. Graphs that train have weights as inputs and are left alone.
 */
export const foldBatchNorm: Pass = {
  name: 'fold batch normalisation',
  run: (graph) =>
    rewriteNodes(graph, (node, editor) => {
      for (const side of [0, 1]) {
        const value = node.inputs[side] ? fold(node, editor, side) : null;
        if (value) return [value];
      }
      return null;
    }),
};

function fold(node: GraphNode, editor: GraphEditor, side: number): GraphValue | null {
  const [output] = node.outputs;
  const convolution = foldable(editor, node.inputs[side] as string);
  const affine = convolution && affineOf(node, editor, side);
  if (!output || !affine) return null;
  const { filter, bias } = convolution;
  const inputs = [
    inputOf(convolution.node, editor, 0),
    scaledFilter(editor, filter, affine),
    movedBias(editor, bias, filter.shape[0] as number, affine),
  ];
  return editor.add('Conv', inputs, convolution.node.attributes, [output.type, output.shape]);
}

/** A convolution read by one node alone, with a constant filter and, if any, a constant bias. */
function foldable(editor: GraphEditor, name: string) {
  const node = madeBy(editor, name, 'Conv');
  if (!node || editor.uses(name) !== 1) return null;
  const filter = editor.constant(node.inputs[1] as string);
  const bias = node.inputs[2] ? editor.constant(node.inputs[2]) : null;
  return filter && (bias || !node.inputs[2]) ? { node, filter, bias } : null;
}

/** The filter [O, …] with output channel o times its factor; the same one where no factor changes it. */
function scaledFilter(editor: GraphEditor, filter: GraphConstant, { factor }: Affine): GraphValue {
  const values = filter.values as Float32Array;
  const channels = filter.shape[0] as number;
  const factors = Float64Array.from({ length: channels }, (_, channel) => factor(channel));
  if (factors.every((value) => value === 1)) return filter;
  const size = values.length / channels;
  const scaled = values.map((value, index) => value * factors[Math.floor(index / size)]!);
  return editor.addConstant(scaled, 'float32', filter.shape);
}

function movedBias(
  editor: GraphEditor,
  bias: GraphConstant | null,
  channels: number,
  { factor, shift }: Affine,
): GraphValue {
  const before = bias?.values as Float32Array | undefined;
  const values = Float32Array.from(
    { length: channels },
    (_, channel) => (before?.[channel] ?? 0) * factor(channel) + shift(channel),
  );
  return editor.addConstant(values, 'float32', [channels]);
}
