/** An operation of a TensorFlow.js graph model. */
export interface GraphModelNode {
  readonly name: string;
  readonly op: string;
  /** Names of nodes; `:0` is left out. */
  readonly inputs: readonly string[];
  readonly strides: readonly [rows: number, columns: number];
  readonly window: readonly [rows: number, columns: number];
  readonly padding: 'same' | 'valid';
  /** What a fused convolution does after it, in order. */
  readonly fused: readonly string[];
}

export interface GraphModelConstant {
  readonly shape: readonly number[];
  readonly values: Float32Array | Int32Array;
}

/** A network as a list of operations, each after those it needs. */
export interface GraphModel {
  readonly nodes: readonly GraphModelNode[];
  readonly constants: ReadonlyMap<string, GraphModelConstant>;
}
