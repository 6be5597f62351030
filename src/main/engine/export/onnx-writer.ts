import { typedValues } from '../compiler/graph/graph-builder';
import type { Graph } from '../compiler/graph/graph';
import type { OnnxAttribute, OnnxConstant, OnnxGraph, OnnxNode, OnnxValue } from '../compiler/onnx/model';

type Attributes = Readonly<Record<string, OnnxAttribute>>;

/** Writes an ONNX graph operator by operator, for what a recording cannot hold: shapes that are free. */
export class OnnxWriter {
  private readonly nodes: OnnxNode[] = [];
  private readonly constants: OnnxConstant[] = [];
  private counter = 0;

  /** @param prefix starts every name, so that the names of a loop's body differ from those around it. */
  constructor(private readonly prefix: string) {}

  /** Adds an operator and returns its first output. */
  op(name: string, inputs: readonly string[], attributes: Attributes = {}): string {
    return this.many(name, inputs, 1, attributes)[0] as string;
  }

  /** Adds an operator with several outputs. */
  many(
    name: string,
    inputs: readonly string[],
    outputs: number,
    attributes: Attributes = {},
  ): readonly string[] {
    const names = Array.from({ length: outputs }, () => this.nextName(name));
    this.nodes.push({ op: name, inputs, outputs: names, attributes });
    return names;
  }

  /** A floating-point scalar. */
  float(value: number): string {
    return this.constant('float32', [value], []);
  }

  /** A list of whole numbers, as operators take shapes, axes and ends. */
  integers(values: readonly number[]): string {
    return this.constant('int64', values, [values.length]);
  }

  /** A whole number without dimensions. */
  integer(value: number): string {
    return this.constant('int64', [value], []);
  }

  /** A default value for an input of this name. */
  defaultValue(name: string, value: number): void {
    this.constants.push({ name, type: 'float32', shape: [], values: Float32Array.of(value) });
  }

  /** Puts a recorded graph in the place of an operator. */
  include(graph: Graph, inputs: Readonly<Record<string, string>>): readonly string[] {
    this.counter += 1;
    const own = `${this.prefix}network${this.counter}_`;
    const rename = (name: string) => (name === '' ? '' : (inputs[name] ?? `${own}${name}`));
    this.constants.push(...[...graph.constants.values()].map((one) => ({ ...one, name: rename(one.name) })));
    for (const { op, inputs: from, outputs, attributes } of graph.nodes) {
      const to = outputs.map(({ name }) => rename(name));
      this.nodes.push({ op, inputs: from.map(rename), outputs: to, attributes });
    }
    return graph.outputs.map(({ name }) => rename(name));
  }

  /** Gives a value the name under which the graph's outputs list it. */
  named(value: string, name: string): void {
    this.nodes.push({ op: 'Identity', inputs: [value], outputs: [name], attributes: {} });
  }

  finish(name: string, inputs: readonly OnnxValue[], outputs: readonly OnnxValue[]): OnnxGraph {
    return { name, nodes: this.nodes, constants: this.constants, inputs, outputs };
  }

  private constant(type: 'float32' | 'int64', values: readonly number[], shape: readonly number[]): string {
    const name = this.nextName('constant');
    this.constants.push({ name, type, shape, values: typedValues(values, type) });
    return name;
  }

  private nextName(stem: string): string {
    this.counter += 1;
    return `${this.prefix}${stem}_${this.counter}`;
  }
}
