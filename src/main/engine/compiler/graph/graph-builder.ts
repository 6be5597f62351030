import { dropUnused } from './drop-unused';
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

/** What a node yields: its element type and physical shape. */
export type ResultSpec = readonly [type: ElementType, shape: readonly number[]];

/** Grows a graph node by node. Repetitions are left in: a compiler pass shares them. */
export class GraphBuilder {
  private readonly inputs: GraphValue[] = [];
  private readonly nodes: GraphNode[] = [];
  private readonly constants = new Map<string, GraphConstant>();
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
    const constant: GraphConstant = { name: this.nextName('constant'), type, shape: [...shape], values };
    this.constants.set(constant.name, constant);
    return constant;
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
    const outputs = results.map(([type, shape]) => ({ name: this.nextName(op), type, shape: [...shape] }));
    const node = { op, inputs: names, outputs, attributes };
    this.nodes.push(node);
    for (const output of outputs) {
      this.producers.set(output.name, node);
      this.values.set(output.name, output);
    }
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
      const output: GraphValue = { name, type: value.type, shape: value.shape };
      if (this.producers.has(value.name) && !renamed.has(value.name)) renamed.set(value.name, name);
      else copies.push({ op: 'Identity', inputs: [value.name], outputs: [output], attributes: {} });
      return output;
    });
    const rename = (name: string): string => renamed.get(name) ?? name;
    const nodes = [...this.nodes, ...copies].map((node) => ({
      ...node,
      inputs: node.inputs.map(rename),
      outputs: node.outputs.map((output) => ({ ...output, name: rename(output.name) })),
    }));
    return dropUnused({ inputs: this.inputs, outputs: named, nodes, constants: this.constants });
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
      return new Float32Array(values);
    case 'int32':
      return new Int32Array(values);
    case 'bool':
      return Uint8Array.from(values, (value) => (value ? 1 : 0));
    case 'int64':
      return BigInt64Array.from(Array.from(values), BigInt);
  }
}
