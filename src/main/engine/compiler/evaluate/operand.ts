import type { Attribute, GraphConstant } from '../graph/graph';

/** A constant as plain numbers. Indices are far below 2⁵³, so 64-bit integers lose nothing. */
export interface Operand {
  readonly shape: readonly number[];
  readonly values: ArrayLike<number>;
}

/** What an operator is given: operands (null for one left out), attributes, and what it has to yield. */
export interface Evaluation {
  readonly operands: readonly (Operand | null)[];
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly shape: readonly number[];
}

/** Computes an operator's values; null where this use of it is not covered. */
export type Evaluator = (evaluation: Evaluation) => ArrayLike<number> | null;

export const operandOf = ({ shape, values }: GraphConstant): Operand => ({
  shape,
  values: values instanceof BigInt64Array ? Float64Array.from(values, Number) : values,
});

/** The numbers of an operand that lists axes, sizes or the like; null where it is left out. */
export const listOf = (operand: Operand | null | undefined): readonly number[] | null =>
  operand ? Array.from(operand.values) : null;
