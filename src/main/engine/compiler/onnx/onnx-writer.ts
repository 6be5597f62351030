import type { Graph } from '../graph/graph';
import { typedValues } from '../graph/graph-builder';
import { DATA_TYPES } from './encode';
import type { OnnxAttribute, OnnxConstant, OnnxGraph, OnnxNode, OnnxType, OnnxValue } from './model';

type Attributes = Readonly<Record<string, OnnxAttribute>>;

/** What a loop does in one turn. */
export interface LoopTurn {
  /** New values of what is carried from turn to turn, in the order of the loop's `carried`. */
  readonly carried?: readonly string[];
  /** Values that the loop stacks along a new first dimension; `name` is free, `shape` that of one turn. */
  readonly stacked?: readonly OnnxValue[];
}

/** A value that a loop carries from turn to turn: its name before the first, its type and its shape. */
export type Carried = OnnxValue;

/**
 * Writes an ONNX graph operator by operator, for what a recording cannot hold: sizes that are known only when
 * the graph runs. Values go by name; the caller sees to types and shapes.
 */
export class OnnxWriter {
  private readonly nodes: OnnxNode[] = [];
  private readonly constants: OnnxConstant[] = [];
  private counter = 0;

  /** @param prefix starts every name, so that the names of a loop's body differ from those around it. */
  constructor(private prefix = '') {}

  /** Names what follows after a part of the work, for people who look at the graph. */
  stage(name: string): void {
    this.prefix = `${name}/`;
  }

  /** Adds an operator and returns its first output. */
  op(name: string, inputs: readonly string[], attributes: Attributes = {}): string {
    return this.many(name, inputs, 1, attributes)[0] as string;
  }

  /** Adds an operator with several outputs. */
  many(name: string, inputs: readonly string[], outputs: number, attributes?: Attributes): readonly string[] {
    const names = Array.from({ length: outputs }, () => this.nextName(name));
    this.nodes.push({ op: name, inputs, outputs: names, attributes: attributes ?? {} });
    return names;
  }

  cast(value: string, type: OnnxType): string {
    return this.op('Cast', [value], { to: DATA_TYPES[type] });
  }

  /** A number without dimensions. */
  scalar(value: number, type: OnnxType): string {
    return this.constant(type, [value], []);
  }

  /** A list of whole numbers, as operators take shapes, axes and ends. */
  integers(values: readonly number[]): string {
    return this.constant('int64', values, [values.length]);
  }

  /** A default for the graph input of this name, which callers may then leave out; it has no dimensions. */
  defaultValue(name: string, value: number, type: OnnxType): void {
    this.constants.push({ name, type, shape: [], values: valuesOf([value], type) });
  }

  /** Puts a graph in the place of an operator; its inputs are given by name. */
  include(graph: Graph, inputs: Readonly<Record<string, string>>): readonly string[] {
    this.counter += 1;
    const own = `${this.prefix}${this.counter}/`;
    const rename = (name: string) => (name === '' ? '' : (inputs[name] ?? `${own}${name}`));
    this.constants.push(...[...graph.constants.values()].map((one) => ({ ...one, name: rename(one.name) })));
    for (const { op, inputs: from, outputs, attributes } of graph.nodes) {
      const to = outputs.map(({ name }) => rename(name));
      this.nodes.push({ op, inputs: from.map(rename), outputs: to, attributes });
    }
    return graph.outputs.map(({ name }) => rename(name));
  }

  /**
   * Repeats a piece of graph, which may use any value written before.
   * @param turns how often, int64 without dimensions.
   * @param body writes one turn; `turn` counts from 0, int64 without dimensions.
   * @returns the carried values after the last turn, then the stacked ones.
   */
  loop(
    turns: string,
    carried: readonly Carried[],
    body: (inner: OnnxWriter, turn: string, carried: readonly string[]) => LoopTurn,
  ): readonly string[] {
    this.counter += 1;
    const inner = new OnnxWriter(`${this.prefix}loop_${this.counter}/`);
    const turn = inner.nextName('turn');
    const going = inner.nextName('going');
    const before = carried.map((value) => ({ ...value, name: inner.nextName('carried') }));
    const { carried: next = [], stacked = [] } = body(
      inner,
      turn,
      before.map(({ name }) => name),
    );
    const out = (value: string, like: OnnxValue): OnnxValue => ({ ...like, name: inner.copy(value) });
    const graph = inner.finish(
      'loop',
      [{ name: turn, type: 'int64', shape: [] }, { name: going, type: 'bool', shape: [] }, ...before],
      [
        out(going, { name: going, type: 'bool', shape: [] }),
        ...before.map((value, index) => out(next[index] as string, value)),
        ...stacked.map((value) => out(value.name, value)),
      ],
    );
    const inputs = [turns, '', ...carried.map(({ name }) => name)];
    return this.many('Loop', inputs, before.length + stacked.length, { body: { graph } });
  }

  /** Gives a value the name under which the graph's outputs list it. */
  named(value: string, name: string): void {
    this.nodes.push({ op: 'Identity', inputs: [value], outputs: [name], attributes: {} });
  }

  finish(name: string, inputs: readonly OnnxValue[], outputs: readonly OnnxValue[]): OnnxGraph {
    return { name, nodes: this.nodes, constants: this.constants, inputs, outputs };
  }

  private copy(value: string): string {
    return this.op('Identity', [value]);
  }

  private constant(type: OnnxType, values: readonly number[], shape: readonly number[]): string {
    const name = this.nextName('constant');
    this.constants.push({ name, type, shape, values: valuesOf(values, type) });
    return name;
  }

  private nextName(stem: string): string {
    this.counter += 1;
    return `${this.prefix}${stem}_${this.counter}`;
  }
}

function valuesOf(values: readonly number[], type: OnnxType): OnnxConstant['values'] {
  if (type === 'float64') return Float64Array.from(values);
  return type === 'uint8' ? Uint8Array.from(values) : typedValues(values, type);
}
