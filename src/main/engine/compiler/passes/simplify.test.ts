import { describe, expect, it } from 'vitest';
import { graphOf, nodeLines } from '../../../../../tests/helpers/graph-lines';
import type { GraphValue } from '../graph/graph';
import type { GraphBuilder, ResultSpec } from '../graph/graph-builder';
import { simplify } from './simplify';

const SPEC: ResultSpec = ['float32', [2, 3]];

/** The nodes that are left of an expression over x and z, both [2, 3]. */
function simplified(build: (builder: GraphBuilder, x: GraphValue, z: GraphValue) => GraphValue) {
  const graph = graphOf((builder) =>
    build(builder, builder.input('x', 'float32', [2, 3]), builder.input('z', 'float32', [2, 3])),
  );
  return nodeLines(simplify.run(graph));
}

describe('arithmetic', () => {
  const ones = (builder: GraphBuilder) => builder.constant(new Float32Array(6).fill(1), 'float32', [2, 3]);
  it.each([
    ['x + 0', (b: GraphBuilder, x: GraphValue) => b.node('Add', [x, b.scalar(0)], {}, SPEC)],
    ['0 + x', (b: GraphBuilder, x: GraphValue) => b.node('Add', [b.scalar(0), x], {}, SPEC)],
    ['x − 0', (b: GraphBuilder, x: GraphValue) => b.node('Sub', [x, b.scalar(0)], {}, SPEC)],
    ['ones · x', (b: GraphBuilder, x: GraphValue) => b.node('Mul', [ones(b), x], {}, SPEC)],
    ['x / 1', (b: GraphBuilder, x: GraphValue) => b.node('Div', [x, b.scalar(1)], {}, SPEC)],
    ['x ^ 1', (b: GraphBuilder, x: GraphValue) => b.node('Pow', [x, b.scalar(1)], {}, SPEC)],
    ['−(−x)', (b: GraphBuilder, x: GraphValue) => b.node('Neg', [b.node('Neg', [x], {}, SPEC)], {}, SPEC)],
  ])('%s is x', (_, build) => {
    expect(simplified(build)).toEqual(['y0: float32[2, 3] = Identity(x)']);
  });

  it('leaves 0 − x, x − 1 and a sum that widens x', () => {
    const wide: ResultSpec = ['float32', [4, 2, 3]];
    const zeros = (b: GraphBuilder) => b.constant(new Float32Array(4), 'float32', [4, 1, 1]);
    expect(simplified((b, x) => b.node('Sub', [b.scalar(0), x], {}, SPEC))).toHaveLength(1);
    expect(simplified((b, x) => b.node('Sub', [x, b.scalar(1)], {}, SPEC))[0]).toMatch(/Sub/);
    expect(simplified((b, x) => b.node('Add', [x, zeros(b)], {}, wide))[0]).toMatch(/Add/);
  });

  it('writes a sum with a negated value as a difference', () => {
    const [line] = simplified((b, x, z) => {
      const negated = b.node('Mul', [z, b.scalar(-1)], {}, SPEC);
      return b.node('Add', [x, negated], {}, SPEC);
    });
    expect(line).toBe('y0: float32[2, 3] = Sub(x, z)');
  });
});

describe('arrangement', () => {
  it('keeps only the last of several reshapes', () => {
    const lines = simplified((b, x) => {
      const flat = b.node('Reshape', [x, b.indices([6])], {}, ['float32', [6]]);
      return b.node('Reshape', [flat, b.indices([3, 2])], {}, ['float32', [3, 2]]);
    });
    expect(lines).toEqual(['y0: float32[3, 2] = Reshape(x, [3, 2])']);
  });

  it('drops reductions over single elements, whole slices, empty paddings and casts to the same type', () => {
    const lines = simplified((b, x) => {
      const column = b.node('Reshape', [x, b.indices([6, 1])], {}, ['float32', [6, 1]]);
      const sum = b.node('ReduceSum', [column, b.indices([1])], { keepdims: 1 }, ['float32', [6, 1]]);
      const lists = [[0], [6], [0], [1]].map((list) => b.indices(list));
      const slice = b.node('Slice', [sum, ...lists], {}, ['float32', [6, 1]]);
      const pad = b.node('Pad', [slice, b.indices([0, 0, 0, 0])], {}, ['float32', [6, 1]]);
      return b.node('Cast', [pad], { to: 1 }, ['float32', [6, 1]]);
    });
    expect(lines).toEqual(['y0: float32[6, 1] = Reshape(x, [6, 1])']);
  });

  it('does not take a slice that runs backwards for a whole one', () => {
    const lines = simplified((b, x) => {
      const lists = [[-1], [-1000], [0], [-1]].map((list) => b.indices(list));
      return b.node('Slice', [x, ...lists], {}, SPEC);
    });
    expect(lines[0]).toMatch(/Slice/);
  });

  it('feeds a fill to arithmetic as the number it is', () => {
    const lines = simplified((b, x) => {
      const fill = b.node('Expand', [b.scalar(3), b.indices([3, 2])], {}, ['float32', [3, 2]]);
      const turned = b.node('Transpose', [fill], { perm: [1, 0] }, SPEC);
      return b.node('Mul', [x, turned], {}, SPEC);
    });
    expect(lines).toEqual(['y0: float32[2, 3] = Mul(x, 3)']);
  });
});
