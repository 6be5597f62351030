import { inputOf, type Rule } from './rule';
import { inverse, permuted, saves, transpose, transposedFrom } from './transposed';

/** Axes of one array that hold the same elements as axes of another. */
interface AxisGroup {
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** Splits a reshape into the smallest independent ones; null where an axis has no elements. */
export function axisGroups(from: readonly number[], to: readonly number[]): readonly AxisGroup[] | null {
  if (from.includes(0) || to.includes(0)) return null;
  const groups: AxisGroup[] = [];
  let [i, j] = [0, 0];
  while (i < from.length || j < to.length) {
    const group = { from: [] as number[], to: [] as number[] };
    let [left, right] = [1, 1];
    do {
      if (j >= to.length || (i < from.length && left <= right)) {
        left *= from[i] as number;
        group.from.push(i++);
      } else {
        right *= to[j] as number;
        group.to.push(j++);
      }
    } while (left !== right);
    groups.push(group);
  }
  return groups;
}

/**
 * Reshape(Tx) = T′ Reshape(x) where the reshape joins or splits only axes that lie side by side in x too, as
 * when the rows and columns of an image become one axis.
 */
export const sinkThroughReshape: Rule = (node, editor) => {
  const [output] = node.outputs;
  const transposed = transposedFrom(editor, node.inputs[0] as string);
  if (!output || !transposed || !saves(editor, node, node.inputs.slice(0, 1))) return null;
  const { source, perm } = transposed;
  const groups = axisGroups(inputOf(node, editor, 0).shape, output.shape);
  const places = groups?.map(({ from }) => from.map((axis) => perm[axis] as number));
  const together = places?.every((axes) => axes.every((axis, i) => i === 0 || axis === axes[i - 1]! + 1));
  if (!groups || !places || !together) return null;
  const order = groups
    .map((_, index) => index)
    .sort((a, b) => (places[a]?.[0] ?? -1) - (places[b]?.[0] ?? -1));
  const back = order.flatMap((index) => groups[index]?.to ?? []);
  return transpose(editor, editor.reshape(source, permuted(output.shape, back)), inverse(back));
};
