import type { GraphNode, GraphValue } from '../../graph/graph';
import type { GraphEditor } from '../../graph/graph-editor';
import { inputOf, madeBy, sameShape, uniformValue, type Rule, type Rules } from './rule';

/** x where the other operand is the operator's neutral element and x has the result's shape already. */
function withoutNeutral(node: GraphNode, editor: GraphEditor, x: number, neutral: number): GraphValue | null {
  const value = inputOf(node, editor, x);
  const [output] = node.outputs;
  const fits = output !== undefined && sameShape(value.shape, output.shape);
  return fits && uniformValue(editor, node.inputs[1 - x] as string) === neutral ? value : null;
}

const neutralRight =
  (neutral: number): Rule =>
  (node, editor) =>
    withoutNeutral(node, editor, 0, neutral);

const neutralEitherSide =
  (neutral: number): Rule =>
  (node, editor) =>
    withoutNeutral(node, editor, 0, neutral) ?? withoutNeutral(node, editor, 1, neutral);

/** y where the value is −y, written as a negation or as a product with −1. */
function negated(editor: GraphEditor, name: string): GraphValue | null {
  const negation = madeBy(editor, name, 'Neg');
  if (negation) return inputOf(negation, editor, 0);
  const product = madeBy(editor, name, 'Mul');
  return product && (withoutNeutral(product, editor, 0, -1) ?? withoutNeutral(product, editor, 1, -1));
}

/** x + (−y) = x − y, and the like: −y is then needed no more. */
const withNegated =
  (op: 'Add' | 'Sub', side: number): Rule =>
  (node, editor) => {
    const positive = negated(editor, node.inputs[side] as string);
    const [output] = node.outputs;
    if (!positive || !output) return null;
    const operands = [inputOf(node, editor, 1 - side), positive];
    return editor.add(op, operands, {}, [output.type, output.shape]);
  };

/** f(f(x)) = x. */
const involution: Rule = (node, editor) => {
  const inner = madeBy(editor, node.inputs[0] as string, node.op);
  return inner && inputOf(inner, editor, 0);
};

/** f(f(x)) = f(x). */
const idempotent: Rule = (node, editor) =>
  madeBy(editor, node.inputs[0] as string, node.op) && inputOf(node, editor, 0);

export const arithmeticRules: Rules = {
  Add: [neutralEitherSide(0), withNegated('Sub', 1), withNegated('Sub', 0)],
  Sub: [neutralRight(0), withNegated('Add', 1)],
  Mul: [neutralEitherSide(1)],
  Div: [neutralRight(1)],
  Pow: [neutralRight(1)],
  Neg: [involution],
  Not: [involution],
  Abs: [idempotent],
  Ceil: [idempotent],
  Floor: [idempotent],
  Relu: [idempotent],
  Sign: [idempotent],
};
