import { describe, expect, it } from 'vitest';
import { graphOf, nodeLines } from '../../../../../tests/helpers/graph-lines';
import { compile } from '../compile';
import { summarizeGraph } from '../graph/graph-summary';
import type { GraphValue } from '../graph/graph';
import type { GraphBuilder } from '../graph/graph-builder';
import { sinkTransposes } from './sink-transposes';

const TO_LAST = [0, 2, 3, 1];
const TO_FIRST = [0, 3, 1, 2];

function turn(builder: GraphBuilder, x: GraphValue, perm: readonly number[]): GraphValue {
  return builder.node('Transpose', [x], { perm }, ['float32', perm.map((axis) => x.shape[axis] ?? 1)]);
}

const like = (builder: GraphBuilder, op: string, x: GraphValue, ...others: GraphValue[]) =>
  builder.node(op, [x, ...others], {}, ['float32', x.shape]);

describe('transposes cancel', () => {
  it('when one undoes the other', () => {
    const graph = graphOf((b) => {
      const x = b.input('x', 'float32', [1, 3, 4, 5]);
      return like(b, 'Exp', turn(b, turn(b, x, TO_LAST), TO_FIRST));
    });
    expect(nodeLines(compile(graph))).toEqual(['y0: float32[1, 3, 4, 5] = Exp(x)']);
  });

  it('past activations, constants by channel, sums and concatenations between convolutions', () => {
    const graph = graphOf((b) => {
      const x = b.input('x', 'float32', [2, 3, 8, 8]);
      const filters = ['f', 'g'].map((name, index) =>
        b.input(name, 'float32', [index ? 5 : 3, index ? 6 : 3, 1, 1]),
      );
      const first = b.node('Conv', [x, filters[0]!], {}, ['float32', [2, 3, 8, 8]]);
      const last = turn(b, first, TO_LAST);
      const scaled = like(b, 'Mul', last, b.constant(Float32Array.of(1, 2, 3), 'float32', [3]));
      const sum = like(b, 'Add', like(b, 'Relu', scaled), turn(b, x, TO_LAST));
      const joined = b.node('Concat', [sum, turn(b, x, TO_LAST)], { axis: -1 }, ['float32', [2, 8, 8, 6]]);
      return b.node('Conv', [turn(b, joined, TO_FIRST), filters[1]!], {}, ['float32', [2, 5, 8, 8]]);
    });
    const compiled = compile(graph);
    expect(summarizeGraph(graph).transposes).toBe(4);
    expect(summarizeGraph(compiled).transposes).toBe(0);
    expect(nodeLines(compiled)).toContainEqual(expect.stringMatching(/Concat\(.*\) axis=1/));
  });

  it('past reductions, cuts and the joining of rows and columns', () => {
    const graph = graphOf((b) => {
      const last = turn(b, b.input('x', 'float32', [2, 3, 4, 8]), TO_LAST);
      const pixels = b.node('Reshape', [last, b.indices([2, 32, 3])], {}, ['float32', [2, 32, 3]]);
      const lists = [[1], [3], [2], [1]].map((list) => b.indices(list));
      const cut = b.node('Slice', [pixels, ...lists], {}, ['float32', [2, 32, 2]]);
      return b.node('ReduceMax', [cut, b.indices([1])], { keepdims: 0 }, ['float32', [2, 2]]);
    });
    expect(nodeLines(compile(graph)).map((line) => line.replace(/\w+: /, ''))).toEqual([
      'float32[2, 3, 32] = Reshape(x, [2, 3, 32])',
      expect.stringMatching(/^float32\[2, 2, 32] = Slice\(Reshape_\d+, \[1], \[3], \[1], \[1]\)$/),
      expect.stringMatching(/^float32\[2, 2] = ReduceMax\(Slice_\d+, \[2]\) keepdims=0$/),
    ]);
  });
});

describe('transposes stay', () => {
  it('where a value is read in both orders', () => {
    const graph = graphOf((b) => {
      const last = turn(b, b.input('x', 'float32', [1, 3, 4, 5]), TO_LAST);
      return [like(b, 'Exp', last), like(b, 'Tanh', last)];
    });
    expect(sinkTransposes.run(graph)).toBe(graph);
  });

  it('where a reshape joins axes that are apart', () => {
    const graph = graphOf((b) => {
      const last = turn(b, b.input('x', 'float32', [2, 3, 4, 5]), TO_LAST);
      return b.node('Reshape', [last, b.indices([2, 4, 15])], {}, ['float32', [2, 4, 15]]);
    });
    expect(sinkTransposes.run(graph)).toBe(graph);
  });

  it('before a matrix product, which takes them in', () => {
    const graph = graphOf((b) => {
      const x = b.input('x', 'float32', [4, 1, 9]);
      return b.node('MatMul', [x, turn(b, x, [0, 2, 1])], {}, ['float32', [4, 1, 1]]);
    });
    expect(sinkTransposes.run(graph)).toBe(graph);
  });
});

it('a transpose that moves no element becomes a reshape', () => {
  const graph = graphOf((b) => turn(b, b.input('x', 'float32', [1, 1, 4, 5]), TO_LAST));
  expect(nodeLines(sinkTransposes.run(graph))).toEqual([
    'y0: float32[1, 4, 5, 1] = Reshape(x, [1, 4, 5, 1])',
  ]);
});
