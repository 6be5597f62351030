import { expect, it } from 'vitest';
import type { Attribute, ConstantValues, ElementType, GraphConstant } from '../graph/graph';
import { typedValues } from '../graph/graph-builder';
import { evaluateNode } from './evaluate-node';

const constant = (values: readonly number[], shape = [values.length], type: ElementType = 'float32') =>
  ({ name: 'c', type, shape, values: typedValues(values, type) }) satisfies GraphConstant;

function evaluate(
  op: string,
  inputs: readonly (GraphConstant | null)[],
  shape: readonly number[],
  attributes: Readonly<Record<string, Attribute>> = {},
  type: ElementType = 'float32',
): ConstantValues | null {
  const outputs = [{ name: 'y', type, shape }];
  return evaluateNode({ op, inputs: inputs.map(() => 'c'), outputs, attributes }, inputs);
}

const six = constant([1, 2, 3, 4, 5, 6], [2, 3]);
const list = (...values: number[]) => constant(values, [values.length], 'int64');

it.each<
  [string, readonly (GraphConstant | null)[], number[], number[], Readonly<Record<string, Attribute>>?]
>([
  ['Transpose', [six], [3, 2], [1, 4, 2, 5, 3, 6], { perm: [1, 0] }],
  ['Expand', [constant([7, 8], [2, 1]), list(2, 2)], [2, 2], [7, 7, 8, 8]],
  ['Slice', [six, list(2), list(-9), list(1), list(-2)], [2, 2], [3, 1, 6, 4]],
  ['Slice', [six, list(-1), list(9), list(0), list(1)], [1, 3], [4, 5, 6]],
  ['Concat', [six, constant([9, 8], [2, 1])], [2, 4], [1, 2, 3, 9, 4, 5, 6, 8], { axis: 1 }],
  ['Gather', [six, list(2, -3)], [2, 2], [3, 1, 6, 4], { axis: 1 }],
  ['ReduceMean', [six, list(0)], [1, 3], [2.5, 3.5, 4.5], { keepdims: 1 }],
  ['ReduceMax', [six, list(-1)], [2], [3, 6], { keepdims: 0 }],
  ['ReduceSum', [six], [], [21], { keepdims: 0 }],
  ['Add', [six, constant([10, 20, 30])], [2, 3], [11, 22, 33, 14, 25, 36]],
  ['Max', [six, constant([4], []), constant([1, 9], [2, 1])], [2, 3], [4, 4, 4, 9, 9, 9]],
  ['Where', [constant([1, 0, 1], [3], 'bool'), six, constant([0], [])], [2, 3], [1, 0, 3, 4, 0, 6]],
  ['Round', [constant([0.5, 1.5, -0.5, -1.5, 2.4])], [5], [0, 2, -0, -2, 2]],
])('%s', (op, inputs, shape, expected, attributes) => {
  const values = evaluate(op, inputs, shape, attributes);
  expect(Array.from(values as Float32Array)).toEqual(expected);
});

it('divides and casts whole numbers towards zero', () => {
  const [a, b] = [constant([7, -7], [2], 'int32'), constant([2], [], 'int32')];
  expect(evaluate('Div', [a, b], [2], {}, 'int32')).toEqual(Int32Array.of(3, -3));
  expect(evaluate('Cast', [constant([1.9, -1.9])], [2], { to: 6 }, 'int32')).toEqual(Int32Array.of(1, -1));
  expect(evaluate('Cast', [constant([0, 2])], [2], { to: 9 }, 'bool')).toEqual(Uint8Array.of(0, 1));
});

it('knows nothing of other operators and of operands left out', () => {
  expect(evaluate('Conv', [six, six], [1])).toBeNull();
  expect(evaluate('Clip', [six, null, constant([3], [])], [2, 3])).toBeNull();
});
