import {
  elementCount,
  type Attribute,
  type ConstantValues,
  type ElementType,
  type Graph,
  type GraphConstant,
  type GraphNode,
  type GraphValue,
} from './graph';

/** Constants up to this many elements are shared when equal; hashing larger ones costs more than it saves. */
const SHARED_CONSTANT_LIMIT = 64;

/** What a node yields: its element type and physical shape. */
export type ResultSpec = readonly [type: ElementType, shape: readonly number[]];

/**
 * Grows a graph node by node. A call that repeats an earlier one (same operator, inputs and attributes)
 * returns the earlier result, which is common-subexpression removal for free: every operator is pure.
 */
export class GraphBuilder {
  private readonly inputs: GraphValue[] = [];
  private readonly nodes: GraphNode[] = [];
  private readonly constants = new Map<string, GraphConstant>();
  private readonly known = new Map<string, readonly GraphValue[]>();
  private readonly producers = new Map<string, GraphNode>();
  private readonly values = new Map<string, GraphValue>();
  private counter = 0;

  input(name: string, type: ElementType, shape: readonly number[]): GraphValue {
    const value: GraphValue = { name, type, shape: [...shape] };
    this.inputs.push(value);
    this.values.set(name, value);
    return value;
  }

  constant(values: ConstantValues, type: ElementType, shape: readonly number[]): GraphValue {
    if (values.length !== elementCount(shape)) {
      throw new RangeError(`${values.length} values do not fill the shape [${shape.join(', ')}]`);
    }
    if (values.length > SHARED_CONSTANT_LIMIT) return this.addConstant(values, type, shape);
    const key = `constant ${type} ${shape.join()} ${Array.from(values as Iterable<unknown>).join()}`;
    const before = this.known.get(key)?.[0];
    if (before) return before;
    const value = this.addConstant(values, type, shape);
    this.known.set(key, [value]);
    return value;
  }

  scalar(value: number, type: ElementType = 'float32'): GraphValue {
    return this.constant(typedValues([value], type), type, []);
  }

  /** A one-dimensional list of indices, sizes or axes, the way ONNX takes them as inputs. */
  indices(values: readonly number[]): GraphValue {
    return this.constant(typedValues(values, 'int64'), 'int64', [values.length]);
  }

  node(
    op: string,
    inputs: readonly (GraphValue | null)[],
    attributes: Readonly<Record<string, Attribute>>,
    result: ResultSpec,
  ): GraphValue {
    return this.nodeWithOutputs(op, inputs, attributes, [result])[0] as GraphValue;
  }

  nodeWithOutputs(
    op: string,
    inputs: readonly (GraphValue | null)[],
    attributes: Readonly<Record<string, Attribute>>,
    results: readonly ResultSpec[],
  ): readonly GraphValue[] {
    const names = inputs.map((input) => input?.name ?? '');
    const key = `${op}(${names.join()})${JSON.stringify(attributes)}->${results.length}`;
    const before = this.known.get(key);
    if (before) return before;
    const outputs = results.map(([type, shape]) => ({ name: this.nextName(op), type, shape: [...shape] }));
    const node = { op, inputs: names, outputs: outputs.map((output) => output.name), attributes };
    this.nodes.push(node);
    for (const output of outputs) {
      this.producers.set(output.name, node);
      this.values.set(output.name, output);
    }
    this.known.set(key, outputs);
    return outputs;
  }

  /** The node that made a value; none for inputs and constants. */
  producerOf(value: GraphValue): GraphNode | undefined {
    return this.producers.get(value.name);
  }

  /** A value made earlier, by name. */
  valueNamed(name: string): GraphValue | undefined {
    return this.values.get(name) ?? this.constants.get(name);
  }

  /**
   * Closes the graph: outputs take over the names of the values they show, so that the runtime writes them in
   * place; what is an input, a constant or shown twice goes through an Identity. Unused nodes are dropped.
   */
  finish(outputs: readonly { readonly name: string; readonly value: GraphValue }[]): Graph {
    const renamed = new Map<string, string>();
    const copies: GraphNode[] = [];
    const named = outputs.map(({ name, value }) => {
      if (this.producers.has(value.name) && !renamed.has(value.name)) renamed.set(value.name, name);
      else copies.push({ op: 'Identity', inputs: [value.name], outputs: [name], attributes: {} });
      return { ...value, name };
    });
    const rename = (name: string): string => renamed.get(name) ?? name;
    const nodes = [...this.nodes, ...copies].map((node) => ({
      ...node,
      inputs: node.inputs.map(rename),
      outputs: node.outputs.map(rename),
    }));
    return dropUnused({ inputs: this.inputs, outputs: named, nodes, constants: this.constants });
  }

  private addConstant(values: ConstantValues, type: ElementType, shape: readonly number[]): GraphValue {
    const constant: GraphConstant = { name: this.nextName('constant'), type, shape: [...shape], values };
    this.constants.set(constant.name, constant);
    return constant;
  }

  private nextName(stem: string): string {
    this.counter += 1;
    return `${stem}_${this.counter}`;
  }
}

/** Plain numbers as the typed array that a constant of this element type holds. */
export function typedValues(values: ArrayLike<number>, type: ElementType): ConstantValues {
  switch (type) {
    case 'float32':
      return Float32Array.from(values);
    case 'int32':
      return Int32Array.from(values);
    case 'bool':
      return Uint8Array.from(values, (value) => (value ? 1 : 0));
    case 'int64':
      return BigInt64Array.from(Array.from(values), BigInt);
  }
}

/** Keeps only what the outputs need. Inputs stay, used or not: callers feed them by name. */
export function dropUnused(graph: Graph): Graph {
  const needed = new Set(graph.outputs.map((output) => output.name));
  const kept: GraphNode[] = [];
  for (let index = graph.nodes.length - 1; index >= 0; index -= 1) {
    const node = graph.nodes[index] as GraphNode;
    if (!node.outputs.some((name) => needed.has(name))) continue;
    for (const name of node.inputs) needed.add(name);
    kept.push(node);
  }
  const constants = new Map([...graph.constants].filter(([name]) => needed.has(name)));
  return { ...graph, nodes: kept.reverse(), constants };
}
