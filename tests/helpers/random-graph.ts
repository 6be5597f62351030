import fc from 'fast-check';
import type { Graph, GraphValue } from '../../src/main/engine/compiler/graph/graph';
import { GraphBuilder } from '../../src/main/engine/compiler/graph/graph-builder';
import { seededRandom } from '../../src/shared/random';

/** One step of building: an operator and numbers that decide its operands. */
interface Step {
  readonly op: (typeof STEPS)[number];
  readonly pick: number;
  readonly other: number;
}

const STEPS = [
  'unary',
  'constant',
  'channelwise',
  'neutral',
  'binary',
  'transpose',
  'reduce',
  'slice',
  'reshape',
  'concat',
  'convolution',
  'normalization',
  'constants only',
  'expand',
] as const;

const UNARY = ['Neg', 'Relu', 'Tanh', 'Abs', 'Sigmoid', 'Identity', 'Floor'] as const;
const BINARY = ['Add', 'Sub', 'Mul', 'Max', 'Min'] as const;
const size = (shape: readonly number[]): number => shape.reduce((product, length) => product * length, 1);
/** An operand's shape with every axis the seed says so set to one, and as many leading axes left off. */
const broadcastable = (shape: readonly number[], seed: number): readonly number[] =>
  shape.map((length, axis) => ((seed >> axis) & 1 ? length : 1)).slice(seed % 3 === 0 ? (seed >> 5) % 3 : 0);

/** Small graphs over [2, 3, 4, 6] inputs in which every pass finds something to do. */
export const randomGraph: fc.Arbitrary<Graph> = fc
  .array(
    fc.record<Step>({
      op: fc.constantFrom(...STEPS),
      pick: fc.nat(1000),
      other: fc.nat(1000),
    }),
    { minLength: 4, maxLength: 16 },
  )
  .map(build);

function build(steps: readonly Step[]): Graph {
  const builder = new GraphBuilder();
  const values: GraphValue[] = [
    builder.input('x', 'float32', [2, 3, 4, 6]),
    builder.input('y', 'float32', [2, 3, 4, 6]),
  ];
  for (const step of steps) values.push(grow(builder, values, step));
  const chosen = values.slice(-3);
  return builder.finish(chosen.map((value, index) => ({ name: `output${index}`, value })));
}

function numbers(builder: GraphBuilder, shape: readonly number[], seed: number): GraphValue {
  const random = seededRandom(seed);
  const values = Float32Array.from({ length: size(shape) }, () => Math.round(8 * random() - 4) / 4 + 0.125);
  return builder.constant(values, 'float32', shape);
}

function grow(builder: GraphBuilder, values: readonly GraphValue[], { op, pick, other }: Step): GraphValue {
  // Recent values are likelier, so that chains form.
  const x = values[Math.max(0, values.length - 1 - (pick % 4))] as GraphValue;
  const { shape } = x;
  const rank = shape.length;
  const axis = rank > 0 ? pick % rank : 0;
  const like = (name: string, ...inputs: GraphValue[]) => builder.node(name, inputs, {}, ['float32', shape]);
  const arithmetic = BINARY[other % BINARY.length] ?? 'Add';
  switch (op) {
    case 'unary':
      return like(UNARY[other % UNARY.length] ?? 'Neg', x);
    case 'constant': {
      const constant = numbers(builder, broadcastable(shape, pick), other);
      return other % 2 ? like(arithmetic, x, constant) : like(arithmetic, constant, x);
    }
    case 'channelwise':
      return rank === 4 ? like(arithmetic, x, numbers(builder, [shape[1] ?? 1, 1, 1], other)) : x;
    case 'neutral':
      return like(other % 2 ? 'Add' : 'Mul', x, builder.scalar(other % 2 ? 0 : 1));
    case 'binary': {
      const partner = values.find((value, index) => index >= other % values.length && same(value, x)) ?? x;
      return like(arithmetic, x, partner);
    }
    case 'transpose': {
      const perm = shape
        .map((_, index) => index)
        .sort((a, b) => ((other >> a) & 3) - ((other >> b) & 3) || a - b);
      const moved = perm.map((from) => shape[from] ?? 1);
      return builder.node('Transpose', [x], { perm }, ['float32', moved]);
    }
    case 'reduce': {
      if (rank === 0) return x;
      const keepdims = other % 2;
      const left = shape.flatMap((length, index) => (index !== axis ? [length] : keepdims ? [1] : []));
      const name = ['ReduceSum', 'ReduceMean', 'ReduceMax', 'ReduceMin'][other % 4] ?? 'ReduceSum';
      return builder.node(name, [x, builder.indices([axis])], { keepdims }, ['float32', left]);
    }
    case 'slice': {
      if (rank === 0) return x;
      const length = shape[axis] ?? 1;
      const from = other % length;
      const lists = [[from], [length], [axis], [1]].map((list) => builder.indices(list));
      const cut = shape.map((whole, index) => (index === axis ? length - from : whole));
      return builder.node('Slice', [x, ...lists], {}, ['float32', cut]);
    }
    case 'reshape': {
      const total = size(shape);
      const first = [1, 2, 3, 4, 6, 8].filter((factor) => total % factor === 0);
      const lead = first[other % first.length] ?? 1;
      const shapes = [[lead, total / lead], [1, lead, total / lead, 1], [total], [...shape, 1]];
      const wanted = shapes[pick % shapes.length] as readonly number[];
      return builder.node('Reshape', [x, builder.indices(wanted)], {}, ['float32', wanted]);
    }
    case 'concat': {
      if (rank === 0 || size(shape) > 2000) return x;
      const partner = values.find((value, index) => index >= other % values.length && same(value, x)) ?? x;
      const joined = shape.map((length, index) => (index === axis ? 2 * length : length));
      return builder.node('Concat', [x, partner], { axis }, ['float32', joined]);
    }
    case 'convolution': {
      if (rank !== 4) return x;
      const filter = numbers(builder, [5, shape[1] ?? 1, 1, 1], other);
      const result = [shape[0] ?? 1, 5, shape[2] ?? 1, shape[3] ?? 1];
      const attributes = { kernel_shape: [1, 1], strides: [1, 1], pads: [0, 0, 0, 0] };
      const y = builder.node('Conv', [x, filter], attributes, ['float32', result]);
      const bias = numbers(builder, [1, 5, 1, 1], pick);
      return other % 2 ? builder.node(arithmetic, [bias, y], {}, ['float32', result]) : y;
    }
    case 'normalization': {
      if (rank !== 4) return x;
      const vectors = [1, 2, 3].map((seed) => numbers(builder, [shape[1] ?? 1], other + seed));
      const spread = builder.constant(new Float32Array(shape[1] ?? 1).fill(0.5), 'float32', [shape[1] ?? 1]);
      const attributes = { epsilon: { float: 1e-3 } };
      return builder.node('BatchNormalization', [x, ...vectors, spread], attributes, ['float32', shape]);
    }
    case 'constants only': {
      const [a, b] = [numbers(builder, shape, pick), numbers(builder, broadcastable(shape, other), other)];
      return like('Add', x, like(arithmetic, like('Abs', a), b));
    }
    case 'expand': {
      const fill = builder.node('Expand', [builder.scalar(other % 3), builder.indices(shape)], {}, [
        'float32',
        shape,
      ]);
      return like(arithmetic, x, fill);
    }
  }
}

const same = (a: GraphValue, b: GraphValue): boolean => a.shape.join() === b.shape.join();
