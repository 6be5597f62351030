import { typedValues, type ResultSpec } from './graph-builder';
import type {
  Attribute,
  ConstantValues,
  ElementType,
  Graph,
  GraphConstant,
  GraphNode,
  GraphValue,
} from './graph';

/**
 * A graph while it is being rewritten from its first node to its last. Values are looked up by their old or
 * new name; a replaced value is known by its replacement from then on.
 */
export class GraphEditor {
  private readonly nodes: GraphNode[] = [];
  private readonly constants: Map<string, GraphConstant>;
  private readonly values = new Map<string, GraphValue>();
  private readonly producers = new Map<string, GraphNode>();
  private readonly useCounts = new Map<string, number>();
  private readonly outputNames: ReadonlySet<string>;
  /** Values that will bear the name of a graph output, which they have taken over. */
  private readonly renamed = new Map<string, string>();
  private names: ReadonlySet<string> | null = null;
  private readersByName: ReadonlyMap<string, readonly GraphNode[]> | null = null;
  private counter = 0;

  constructor(private readonly graph: Graph) {
    this.constants = new Map(graph.constants);
    this.outputNames = new Set(graph.outputs.map(({ name }) => name));
    for (const value of [...graph.inputs, ...graph.constants.values()]) this.values.set(value.name, value);
    for (const name of graph.nodes.flatMap(({ inputs }) => inputs)) this.countUse(name, 1);
    for (const { name } of graph.outputs) this.countUse(name, 1);
  }

  /** The value that now stands for a name of the old or the new graph. */
  value(name: string): GraphValue {
    const value = this.values.get(name);
    if (!value) throw new RangeError(`The graph has no value "${name}" before this node.`);
    return value;
  }

  constant(name: string): GraphConstant | null {
    return this.constants.get(this.value(name).name) ?? null;
  }

  /** The node that makes a value; null for inputs and constants. */
  producer(name: string): GraphNode | null {
    return this.producers.get(this.value(name).name) ?? null;
  }

  /** How many node inputs and graph outputs read a value; a value that this rewriting made counts as shared. */
  uses(name: string): number {
    return this.useCounts.get(this.value(name).name) ?? Number.POSITIVE_INFINITY;
  }

  /** The nodes of the old graph that read a value of the old graph. */
  readers(name: string): readonly GraphNode[] {
    this.readersByName ??= readersByName(this.graph);
    return this.readersByName.get(name) ?? [];
  }

  isOutput(name: string): boolean {
    return this.outputNames.has(name);
  }

  /** Whether a value can be given the name of a graph output: one made by a node and not yet named so. */
  isNameable(value: GraphValue): boolean {
    return (
      this.producers.has(value.name) && !this.outputNames.has(value.name) && !this.renamed.has(value.name)
    );
  }

  add(
    op: string,
    inputs: readonly GraphValue[],
    attributes: Readonly<Record<string, Attribute>>,
    [type, shape]: ResultSpec,
  ): GraphValue {
    const output: GraphValue = { name: this.freshName(op), type, shape };
    this.keep({ op, inputs: inputs.map(({ name }) => name), outputs: [output], attributes });
    return output;
  }

  addConstant(values: ConstantValues, type: ElementType, shape: readonly number[]): GraphValue {
    const constant: GraphConstant = { name: this.freshName('constant'), type, shape, values };
    this.constants.set(constant.name, constant);
    this.values.set(constant.name, constant);
    return constant;
  }

  indices(values: readonly number[]): GraphValue {
    return this.addConstant(typedValues(values, 'int64'), 'int64', [values.length]);
  }

  reshape(value: GraphValue, shape: readonly number[]): GraphValue {
    if (value.shape.join() === shape.join()) return value;
    return this.add('Reshape', [value, this.indices(shape)], {}, [value.type, shape]);
  }

  /** Takes a node over as it is. */
  keep(node: GraphNode): void {
    this.nodes.push(node);
    for (const output of node.outputs) {
      this.values.set(output.name, output);
      this.producers.set(output.name, node);
    }
  }

  /** Gives a node that was kept further outputs. */
  widen(node: GraphNode, extra: readonly GraphValue[]): GraphNode {
    const widened = { ...node, outputs: [...node.outputs, ...extra] };
    this.nodes[this.nodes.indexOf(node)] = widened;
    for (const output of widened.outputs) this.producers.set(output.name, widened);
    return widened;
  }

  /** From here on, `value` stands for the old value of this name. */
  replace(name: string, value: GraphValue): void {
    this.values.set(name, value);
    if (value.name === name) return;
    const known = this.useCounts.get(value.name) ?? 0;
    this.useCounts.set(value.name, known + (this.useCounts.get(name) ?? 0));
    if (!this.outputNames.has(name)) return;
    if (this.isNameable(value)) this.renamed.set(value.name, name);
    else
      this.nodes.push({
        op: 'Identity',
        inputs: [value.name],
        outputs: [{ ...value, name }],
        attributes: {},
      });
  }

  finish(): Graph {
    const rename = (name: string): string => this.renamed.get(name) ?? name;
    const nodes = this.nodes.map((node) => ({
      ...node,
      inputs: node.inputs.map(rename),
      outputs: node.outputs.map((output) => ({ ...output, name: rename(output.name) })),
    }));
    return { ...this.graph, nodes, constants: this.constants };
  }

  private countUse(name: string, count: number): void {
    this.useCounts.set(name, (this.useCounts.get(name) ?? 0) + count);
  }

  private freshName(stem: string): string {
    for (;;) {
      this.counter += 1;
      const name = `${stem}_${this.counter}`;
      if (!this.taken().has(name)) return name;
    }
  }

  /** Names of the old graph; those made here differ by their number. */
  private taken(): ReadonlySet<string> {
    this.names ??= new Set([
      ...this.graph.inputs.map(({ name }) => name),
      ...this.graph.constants.keys(),
      ...this.graph.nodes.flatMap(({ outputs }) => outputs.map(({ name }) => name)),
    ]);
    return this.names;
  }
}

function readersByName({ nodes }: Graph): ReadonlyMap<string, readonly GraphNode[]> {
  const readers = new Map<string, GraphNode[]>();
  for (const node of nodes) {
    for (const name of new Set(node.inputs)) {
      const known = readers.get(name);
      if (known) known.push(node);
      else readers.set(name, [node]);
    }
  }
  return readers;
}
