import type { GraphNode, GraphValue } from '../../graph/graph';
import type { GraphEditor } from '../../graph/graph-editor';

/** What stands for a node's single output instead; null where the rule does not apply. */
export type Rule = (node: GraphNode, editor: GraphEditor) => GraphValue | null;

/** Rules by the operator they apply to, tried in turn. */
export type Rules = Readonly<Record<string, readonly Rule[]>>;

/** The node that makes a value, where it is of the given operator. */
export function madeBy(editor: GraphEditor, name: string, op: string): GraphNode | null {
  const producer = editor.producer(name);
  return producer?.op === op ? producer : null;
}

export const inputOf = (node: GraphNode, editor: GraphEditor, index: number): GraphValue =>
  editor.value(node.inputs[index] as string);

/** A constant list of axes, sizes or the like; null where it is left out or not constant. */
export function constantList(node: GraphNode, editor: GraphEditor, index: number): readonly number[] | null {
  const name = node.inputs[index];
  const constant = name ? editor.constant(name) : null;
  return constant && Array.from(constant.values as ArrayLike<number | bigint>, Number);
}

/** The number that all elements of a value equal, where that is known. */
export function uniformValue(editor: GraphEditor, name: string): number | null {
  const expanded = madeBy(editor, name, 'Expand');
  if (expanded) return uniformValue(editor, expanded.inputs[0] as string);
  const values = editor.constant(name)?.values;
  const first = values?.[0];
  return first !== undefined && (values as Float32Array).every((value) => value === first)
    ? Number(first)
    : null;
}

export const sameShape = (a: readonly number[], b: readonly number[]): boolean => a.join() === b.join();
