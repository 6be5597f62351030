import { expect, it } from 'vitest';
import type { Graph } from '../graph/graph';
import { GraphBuilder } from '../graph/graph-builder';
import { freeSizes } from './free-sizes';

/** Channels 1 and 2 of a picture, over its whole height or a part of it. */
function sliced(height: number, end = height): Graph {
  const builder = new GraphBuilder();
  const picture = builder.input('picture', 'float32', [1, 3, height]);
  const [starts, ends, axes] = [
    [1, 0],
    [3, end],
    [1, 2],
  ].map((list) => builder.indices(list)) as [never, never, never];
  const part = builder.node('Slice', [picture, starts, ends, axes], {}, ['float32', [1, 2, end]]);
  return builder.finish([
    { name: 'part', value: builder.node('Relu', [part], {}, ['float32', [1, 2, end]]) },
  ]);
}

const endsOf = ({ nodes, constants }: Graph): readonly number[] =>
  Array.from(constants.get(nodes[0]?.inputs[2] ?? '')?.values ?? [], Number);

it('frees the ends that reach the end of a dimension in both recordings, and no others', () => {
  expect(endsOf(freeSizes(sliced(8), sliced(12)))).toEqual([3, 2 ** 31 - 1]);
  expect(endsOf(freeSizes(sliced(8, 5), sliced(12, 5)))).toEqual([3, 5]);
});

it('refuses a slice that depends on the size in another way', () => {
  expect(() => freeSizes(sliced(8, 4), sliced(12, 6))).toThrow(/Slice .*binds the graph/);
});

function reshaped(height: number, target: readonly number[]): Graph {
  const builder = new GraphBuilder();
  const picture = builder.input('picture', 'float32', [2, height]);
  const value = builder.node('Reshape', [picture, builder.indices(target)], {}, ['float32', target]);
  return builder.finish([{ name: 'flat', value }]);
}

it('refuses a shape that names a size, and takes one that does not', () => {
  expect(() => freeSizes(reshaped(3, [6]), reshaped(5, [10]))).toThrow(/Reshape/);
  expect(freeSizes(reshaped(3, [-1]), reshaped(5, [-1])).nodes).toHaveLength(1);
});

it('refuses graphs of different operators, attributes or wiring', () => {
  const unary = (ops: readonly string[], attributes = {}): Graph => {
    const builder = new GraphBuilder();
    let value = builder.input('x', 'float32', [1]);
    for (const op of ops) value = builder.node(op, [value], attributes, ['float32', [1]]);
    return builder.finish([{ name: 'y', value }]);
  };
  expect(() => freeSizes(unary(['Relu']), unary(['Relu', 'Relu']))).toThrow(/differ in their operators/);
  expect(() => freeSizes(unary(['Relu']), unary(['Exp']))).toThrow(/Relu/);
  expect(() => freeSizes(unary(['Relu'], { axis: 1 }), unary(['Relu'], { axis: 2 }))).toThrow(/Relu/);
  const twice = (left: boolean): Graph => {
    const builder = new GraphBuilder();
    const [a, b] = [builder.input('a', 'float32', [1]), builder.input('b', 'float32', [1])];
    const value = builder.node('Sub', left ? [a, b] : [b, a], {}, ['float32', [1]]);
    return builder.finish([{ name: 'y', value }]);
  };
  expect(() => freeSizes(twice(true), twice(false))).toThrow(/Sub/);
});
