import { expect, it } from 'vitest';
import { nodeLines } from '../../../../../tests/helpers/graph-lines';
import { dropUnused } from './drop-unused';
import { GraphBuilder } from './graph-builder';

it('keeps what outputs need, all inputs, and nothing else', () => {
  const builder = new GraphBuilder();
  const [x] = ['x', 'unread'].map((name) => builder.input(name, 'float32', [2]));
  const sum = builder.node('Add', [x!, builder.scalar(2)], {}, ['float32', [2]]);
  builder.node('Mul', [sum, builder.scalar(3)], {}, ['float32', [2]]);
  const graph = builder.finish([{ name: 'y', value: sum }]);
  expect(nodeLines(graph)).toEqual(['y: float32[2] = Add(x, 2)']);
  expect(graph.inputs.map(({ name }) => name)).toEqual(['x', 'unread']);
  expect(graph.constants.size).toBe(1);
  expect(dropUnused(graph)).toBe(graph);
});
