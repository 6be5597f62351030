import { typedValues } from '../compiler/graph/graph-builder';
import type { Graph, GraphConstant, GraphNode } from '../compiler/graph/graph';

/** Past the end of any dimension: a slice that ends here goes to the end. */
const TO_THE_END = 2 ** 31 - 1;

/** Operators that compute the same for pictures of any number and size, given constants that name no sizes. */
const SIZELESS = new Set([
  ...['Add', 'Sub', 'Mul', 'Div', 'Exp', 'Relu', 'Sigmoid', 'Where', 'GreaterOrEqual', 'Concat', 'Conv'],
  ...['MaxPool', 'Resize', 'ReduceMax', 'ReduceSum', 'Transpose', 'Slice'],
]);

/**
 * A network recorded for one picture size, made fit for any: slices that reached the end of a dimension now
 * reach the end whatever it is. Only networks of operators that know no sizes can be freed.
 * @throws RangeError where another operator is in the way.
 */
export function freeSides(graph: Graph): Graph {
  const shapes = new Map(
    [...graph.inputs, ...graph.nodes.flatMap(({ outputs }) => outputs)].map(({ name, shape }) => [
      name,
      shape,
    ]),
  );
  const constants = new Map(graph.constants);
  const nodes = graph.nodes.map((node): GraphNode => {
    if (!SIZELESS.has(node.op)) {
      throw new RangeError(
        `The operator ${node.op} ties the network to one picture size; it cannot be exported.`,
      );
    }
    if (node.op !== 'Slice') return node;
    const [data = '', starts = '', ends = '', axes = '', steps = ''] = node.inputs;
    const list = (name: string) => Array.from(constants.get(name)?.values as BigInt64Array, Number);
    const shape = shapes.get(data) ?? [];
    const freed = list(ends).map((end, index) =>
      end >= (shape[list(axes)[index] ?? 0] ?? 0) ? TO_THE_END : end,
    );
    const name = `${node.outputs[0]?.name ?? ''}_ends`;
    const constant: GraphConstant = {
      name,
      type: 'int64',
      shape: [freed.length],
      values: typedValues(freed, 'int64'),
    };
    constants.set(name, constant);
    return { ...node, inputs: [data, starts, name, axes, steps] };
  });
  return { ...graph, nodes, constants };
}
