/** Element types that a graph can hold: TensorFlow.js's three plus ONNX's index type. */
export type ElementType = 'float32' | 'int32' | 'bool' | 'int64';

/** A typed edge of the graph. `shape` is the physical shape, all dimensions known. */
export interface GraphValue {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: readonly number[];
}

export type Attribute = number | string | readonly number[] | { readonly float: number };

/** One ONNX operator call. An empty input name stands for an optional input left out. */
export interface GraphNode {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly GraphValue[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

export type ConstantValues = Float32Array | Int32Array | BigInt64Array | Uint8Array;

export interface GraphConstant extends GraphValue {
  readonly values: ConstantValues;
}

/** A static ONNX graph: nodes in an order in which each input is made before it is used. */
export interface Graph {
  readonly inputs: readonly GraphValue[];
  readonly outputs: readonly GraphValue[];
  readonly nodes: readonly GraphNode[];
  readonly constants: ReadonlyMap<string, GraphConstant>;
}

export const elementCount = (shape: readonly number[]): number =>
  shape.reduce((product, size) => product * size, 1);
