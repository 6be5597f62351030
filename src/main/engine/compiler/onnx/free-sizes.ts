import type { Graph, GraphConstant, GraphNode } from '../graph/graph';

/** Past the end of any dimension: a slice that ends here goes to the end. */
const TO_THE_END = 2 ** 31 - 1;

/**
 * Makes a graph fit for any input size that the same program, recorded with two sizes, agrees on. Both
 * recordings must be the same but for the ends of slices that reach the end of a dimension in each: these
 * then reach the end whatever it is. The shapes that the graph's values carry stay those of the first.
 * @throws RangeError where an operator depends on the size in another way.
 */
export function freeSizes(first: Graph, second: Graph): Graph {
  if (first.nodes.length !== second.nodes.length) {
    throw new RangeError('The two recordings differ in their operators; the graph is bound to its size.');
  }
  const twins = new Map(first.inputs.map(({ name }, index) => [name, second.inputs[index]?.name]));
  const constants = new Map(first.constants);
  for (const [index, node] of first.nodes.entries()) {
    const twin = second.nodes[index] as GraphNode;
    if (!sameCall(node, twin)) throw bound(node);
    for (const [place, name] of node.inputs.entries()) {
      const other = twin.inputs[place] ?? '';
      const constant = first.constants.get(name);
      const otherConstant = second.constants.get(other);
      if (!constant || !otherConstant) {
        if (constant ?? otherConstant ?? (name !== '' && twins.get(name) !== other)) throw bound(node);
        continue;
      }
      if (sameValues(constant, otherConstant)) continue;
      const values = node.op === 'Slice' && place === 2 ? freedEnds([node, first], [twin, second]) : null;
      if (!values) throw bound(node);
      constants.set(name, { ...constant, values });
    }
    for (const [place, { name }] of node.outputs.entries()) twins.set(name, twin.outputs[place]?.name);
  }
  return { ...first, constants };
}

const bound = ({ op, outputs }: GraphNode) =>
  new RangeError(`The operator ${op} (${outputs[0]?.name ?? ''}) binds the graph to one input size.`);

const sameCall = (a: GraphNode, b: GraphNode): boolean =>
  a.op === b.op &&
  a.inputs.length === b.inputs.length &&
  a.outputs.length === b.outputs.length &&
  JSON.stringify(a.attributes) === JSON.stringify(b.attributes);

const sameValues = (a: GraphConstant, b: GraphConstant): boolean =>
  a.type === b.type &&
  a.shape.join() === b.shape.join() &&
  Array.from<number | bigint>(a.values).every((value, index) => value === b.values[index]);

type Call = readonly [node: GraphNode, graph: Graph];

/** A slice's ends with those that differ between the recordings at the end; null where they lie elsewhere. */
function freedEnds(a: Call, b: Call): BigInt64Array | null {
  const [ends, others] = [endsOf(a), endsOf(b)];
  if (!ends || !others) return null;
  const free = ends.map(({ end, size }, index) => {
    const other = others[index];
    if (end === other?.end) return end;
    return end === size && other?.end === other?.size ? TO_THE_END : null;
  });
  return free.every((end) => end !== null) ? BigInt64Array.from(free, BigInt) : null;
}

/** Each end of a slice with the size of its dimension; null where the slice is not one of constants. */
function endsOf([{ inputs }, graph]: Call):
  readonly { readonly end: number; readonly size: number }[] | null {
  const [data = '', , ends = '', axes = ''] = inputs;
  const list = (name: string) => {
    const values = graph.constants.get(name)?.values;
    return values && Array.from(values, Number);
  };
  const shape = shapeOf(data, graph);
  const places = list(axes);
  return list(ends)?.map((end, index) => ({ end, size: shape?.[places?.[index] ?? index] ?? NaN })) ?? null;
}

const shapeOf = (name: string, graph: Graph): readonly number[] | undefined =>
  [...graph.inputs, ...graph.nodes.flatMap(({ outputs }) => outputs)].find((value) => value.name === name)
    ?.shape;
