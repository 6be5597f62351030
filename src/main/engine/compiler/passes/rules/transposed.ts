import { elementCount, type GraphNode, type GraphValue } from '../../graph/graph';
import type { GraphEditor } from '../../graph/graph-editor';
import { madeBy } from './rule';

/** A value that is another one with its axes rearranged: axis i of the value is axis `perm[i]` of the source. */
export interface Transposed {
  readonly source: GraphValue;
  readonly perm: readonly number[];
}

export function transposedFrom(editor: GraphEditor, name: string): Transposed | null {
  const node = madeBy(editor, name, 'Transpose');
  if (!node) return null;
  return {
    source: editor.value(node.inputs[0] as string),
    perm: node.attributes['perm'] as readonly number[],
  };
}

export const inverse = (perm: readonly number[]): readonly number[] =>
  perm.map((_, axis) => perm.indexOf(axis));

export const permuted = <T>(values: readonly T[], perm: readonly number[]): readonly T[] =>
  perm.map((axis) => values[axis] as T);

/** Whether a rearrangement leaves the axes longer than one in their order, so that elements stay where they are. */
export function movesNothing(shape: readonly number[], perm: readonly number[]): boolean {
  const real = perm.filter((axis) => shape[axis] !== 1);
  return real.every((axis, index) => index === 0 || axis > (real[index - 1] as number));
}

/** A value with its axes rearranged, by a reshape where that will do. */
export function transpose(editor: GraphEditor, value: GraphValue, perm: readonly number[]): GraphValue {
  const shape = permuted(value.shape, perm);
  if (movesNothing(value.shape, perm)) return editor.reshape(value, shape);
  return editor.add('Transpose', [value], { perm }, [value.type, shape]);
}

/**
 * Whether moving the transposes of a node's inputs behind it saves work: at least as many elements are no
 * longer moved before the node as will be moved after it.
 */
export function saves(editor: GraphEditor, node: GraphNode, inputs: readonly string[]): boolean {
  const freed = [...new Set(inputs)]
    .filter((name) => editor.uses(name) <= node.inputs.filter((input) => input === name).length)
    .reduce((total, name) => total + elementCount(editor.value(name).shape), 0);
  return elementCount(node.outputs[0]?.shape ?? []) <= freed;
}
