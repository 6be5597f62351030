import { elementCount, type GraphValue } from '../../graph/graph';
import type { GraphEditor } from '../../graph/graph-editor';
import { inputOf, type Rule } from './rule';
import { inverse, movesNothing, permuted, saves, transpose, transposedFrom } from './transposed';

/**
 * f(Tx, Ty, …) = T f(x, y, …) for an operator that treats each element alone. Operands that are not transposed
 * alike have to be constants, or of a shape that a reshape rearranges.
 */
export const sinkThroughElementwise: Rule = (node, editor) => {
  const [output] = node.outputs;
  const rank = output?.shape.length ?? 0;
  const transposed = node.inputs.map((name) => (name === '' ? null : transposedFrom(editor, name)));
  const perm = transposed.find((operand) => operand?.perm.length === rank)?.perm;
  if (!output || !perm || node.inputs.includes('')) return null;
  const alike = node.inputs.filter((_, index) => transposed[index]?.perm.join() === perm.join());
  if (!saves(editor, node, alike)) return null;
  const operands: GraphValue[] = [];
  for (const [index, name] of node.inputs.entries()) {
    const source = alike.includes(name) ? transposed[index]?.source : undefined;
    const operand = source ?? beforeTranspose(editor, inputOf(node, editor, index), perm);
    if (!operand) return null;
    operands.push(operand);
  }
  const shape = permuted(output.shape, inverse(perm));
  const result = editor.add(node.op, operands, node.attributes, [output.type, shape]);
  return transpose(editor, result, perm);
};

/** The value that `perm` would turn into this one when both broadcast; null where that takes moving data. */
function beforeTranspose(editor: GraphEditor, value: GraphValue, perm: readonly number[]): GraphValue | null {
  if (elementCount(value.shape) === 1 && value.shape.length <= perm.length) return value;
  const padded = [...new Array<number>(perm.length - value.shape.length).fill(1), ...value.shape];
  const back = inverse(perm);
  if (!editor.constant(value.name) && !movesNothing(padded, back)) return null;
  return transpose(editor, editor.reshape(value, padded), back);
}
