import type { Attribute, ConstantValues, ElementType } from '../graph/graph';

/** Element types of values in a file: those of graphs, bytes, as pictures have them, and double precision. */
export type OnnxType = ElementType | 'uint8' | 'float64';

/** An attribute; loops have graphs of their own. */
export type OnnxAttribute = Attribute | { readonly graph: OnnxGraph };

export interface OnnxNode {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, OnnxAttribute>>;
}

/** An input or output; a dimension that is free has a name instead of a size. */
export interface OnnxValue {
  readonly name: string;
  readonly type: OnnxType;
  readonly shape: readonly (number | string)[];
  readonly doc?: string;
}

export interface OnnxConstant {
  readonly name: string;
  readonly type: OnnxType;
  readonly shape: readonly number[];
  readonly values: ConstantValues | Float64Array;
}

/**
 * A graph as ONNX files hold it: values go by name, shapes are told for inputs and outputs only. A constant
 * that has an input's name is that input's default.
 */
export interface OnnxGraph {
  readonly name: string;
  readonly nodes: readonly OnnxNode[];
  readonly constants: readonly OnnxConstant[];
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
}

export interface OnnxModel {
  readonly graph: OnnxGraph;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly doc?: string;
  /** Version of the program that writes the file. */
  readonly version?: string;
}
