import { constantList, inputOf, type Rule } from './rule';
import { inverse, permuted, saves, transpose, transposedFrom } from './transposed';

const positive = (axis: number, rank: number): number => (axis < 0 ? axis + rank : axis);

/** Concat(Tx, Ty, …) = T Concat(x, y, …) along the axis that the transpose moves there. */
export const sinkThroughConcat: Rule = (node, editor) => {
  const [output] = node.outputs;
  const transposed = node.inputs.map((name) => transposedFrom(editor, name));
  const perm = transposed[0]?.perm;
  if (!output || !perm || !transposed.every((operand) => operand?.perm.join() === perm.join())) return null;
  if (!saves(editor, node, node.inputs)) return null;
  const sources = transposed.flatMap((operand) => (operand ? [operand.source] : []));
  const axis = perm[positive(node.attributes['axis'] as number, perm.length)] as number;
  const result = editor.add('Concat', sources, { axis }, [
    output.type,
    permuted(output.shape, inverse(perm)),
  ]);
  return transpose(editor, result, perm);
};

/** A reduction or cut along axes of Tx is one along the axes of x that they come from. */
export const sinkThroughReduction: Rule = (node, editor) => {
  const [output] = node.outputs;
  const transposed = transposedFrom(editor, node.inputs[0] as string);
  const axes = constantList(node, editor, 1);
  if (!output || !transposed || !axes || !saves(editor, node, node.inputs.slice(0, 1))) return null;
  const { source, perm } = transposed;
  const moved = axes.map((axis) => perm[positive(axis, perm.length)] as number);
  const keepsAxes = node.attributes['keepdims'] !== 0;
  const kept = keepsAxes ? perm : perm.filter((axis) => !moved.includes(axis));
  // Axes that are left, numbered anew.
  const order = kept.map((axis) => kept.filter((other) => other < axis).length);
  const sorted = [...moved].sort((a, b) => a - b);
  const spec = [output.type, permuted(output.shape, inverse(order))] as const;
  const result = editor.add(node.op, [source, editor.indices(sorted)], node.attributes, spec);
  return transpose(editor, result, order);
};

export const sinkThroughSlice: Rule = (node, editor) => {
  const [output] = node.outputs;
  const transposed = transposedFrom(editor, node.inputs[0] as string);
  const axes = constantList(node, editor, 3);
  if (!output || !transposed || !axes || !saves(editor, node, node.inputs.slice(0, 1))) return null;
  const { source, perm } = transposed;
  const moved = editor.indices(axes.map((axis) => perm[positive(axis, perm.length)] as number));
  const lists = node.inputs.map((_, index) => (index === 3 ? moved : inputOf(node, editor, index)));
  const spec = [output.type, permuted(output.shape, inverse(perm))] as const;
  return transpose(editor, editor.add('Slice', [source, ...lists.slice(1)], {}, spec), perm);
};
