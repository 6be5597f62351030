import { elementCount, type GraphNode } from '../../graph/graph';
import { constantList, inputOf, madeBy, sameShape, type Rule, type Rules } from './rule';

/** The input where the result has its shape already. */
const sameShapeAsInput: Rule = (node, editor) => {
  const x = inputOf(node, editor, 0);
  return sameShape(x.shape, node.outputs[0]?.shape ?? []) ? x : null;
};

/** Only the last of several reshapes counts. */
const lastReshape: Rule = (node, editor) => {
  const inner = madeBy(editor, node.inputs[0] as string, 'Reshape');
  return inner && editor.reshape(inputOf(inner, editor, 0), node.outputs[0]?.shape ?? []);
};

const sameType: Rule = (node, editor) => {
  const x = inputOf(node, editor, 0);
  return x.type === node.outputs[0]?.type ? x : null;
};

const wholeSlice: Rule = (node, editor) =>
  (constantList(node, editor, 4) ?? []).every((step) => step > 0) ? sameShapeAsInput(node, editor) : null;

/** A reduction over axes of length one reduces nothing. */
const singleElements: Rule = (node, editor) => {
  const x = inputOf(node, editor, 0);
  const [output] = node.outputs;
  if (!output || node.attributes['noop_with_empty_axes']) return null;
  return elementCount(x.shape) === elementCount(output.shape) ? editor.reshape(x, output.shape) : null;
};

/** Moving or reshaping an array of equal numbers gives another array of them. */
const rearrangedFill: Rule = (node, editor) => {
  const fill = madeBy(editor, node.inputs[0] as string, 'Expand');
  const [output] = node.outputs;
  const value = fill && inputOf(fill, editor, 0);
  if (!value || !output || elementCount(value.shape) !== 1) return null;
  return editor.add('Expand', [value, editor.indices(output.shape)], {}, [output.type, output.shape]);
};

const BROADCASTING = ['Add', 'Sub', 'Mul', 'Div', 'Pow', 'Max', 'Min', 'And', 'Or', 'Where'] as const;
const COMPARING = ['Equal', 'Greater', 'GreaterOrEqual', 'Less', 'LessOrEqual'] as const;

/** Operators that broadcast need no operand expanded that another one, or its own shape, expands anyway. */
const withoutExpand: Rule = (node, editor) => {
  const [output] = node.outputs;
  if (!output) return null;
  const index = node.inputs.findIndex((name) => madeBy(editor, name, 'Expand'));
  if (index < 0) return null;
  const expand = editor.producer(node.inputs[index] as string) as GraphNode;
  const inputs = node.inputs.map((_, at) =>
    inputOf(at === index ? expand : node, editor, at === index ? 0 : at),
  );
  if (!sameShape(jointShape(inputs.map(({ shape }) => shape)), output.shape)) return null;
  return editor.add(node.op, inputs, node.attributes, [output.type, output.shape]);
};

/** The shape that arrays of these shapes broadcast to. */
function jointShape(shapes: readonly (readonly number[])[]): readonly number[] {
  const rank = Math.max(...shapes.map((shape) => shape.length));
  return Array.from({ length: rank }, (_, axis) =>
    shapes.reduce((size, shape) => {
      const own = shape[axis - rank + shape.length] ?? 1;
      return own === 1 ? size : own;
    }, 1),
  );
}

const whole = (rules: readonly Rule[], ops: readonly string[]): Rules =>
  Object.fromEntries(ops.map((op) => [op, rules]));

export const arrangementRules: Rules = {
  Identity: [(node, editor) => inputOf(node, editor, 0)],
  Reshape: [sameShapeAsInput, lastReshape, rearrangedFill],
  Transpose: [rearrangedFill],
  Expand: [sameShapeAsInput, rearrangedFill],
  Tile: [sameShapeAsInput],
  Pad: [sameShapeAsInput],
  Slice: [wholeSlice, rearrangedFill],
  Concat: [(node, editor) => (node.inputs.length === 1 ? inputOf(node, editor, 0) : null)],
  Cast: [sameType],
  ...whole([singleElements], ['ReduceSum', 'ReduceMean', 'ReduceMax', 'ReduceMin', 'ReduceProd']),
  ...whole([withoutExpand], [...BROADCASTING, ...COMPARING]),
};
