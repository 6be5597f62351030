import { typedValues } from '../graph/graph-builder';
import type { ConstantValues, GraphConstant, GraphNode } from '../graph/graph';
import { arrangementEvaluators } from './arrangement';
import { divide, elementwiseEvaluators } from './elementwise';
import { operandOf, type Evaluator } from './operand';
import { reductionEvaluators } from './reduction';

const EVALUATORS: Readonly<Record<string, Evaluator>> = {
  ...arrangementEvaluators,
  ...elementwiseEvaluators,
  ...reductionEvaluators,
  Div: divide,
  Cast: ({ operands: [x] }) => x?.values ?? null,
};

/** Whether the operator is one that {@link evaluateNode} knows. */
export const isEvaluable = ({ op, outputs }: GraphNode): boolean => op in EVALUATORS && outputs.length === 1;

/**
 * Computes a node whose inputs are all known, in 64-bit arithmetic rounded once to the output's type.
 * @returns null where the operator, or this use of it, is not covered.
 */
export function evaluateNode(
  node: GraphNode,
  inputs: readonly (GraphConstant | null)[],
): ConstantValues | null {
  const [output] = node.outputs;
  if (!output || !isEvaluable(node)) return null;
  const values = EVALUATORS[node.op]?.({
    operands: inputs.map((input) => input && operandOf(input)),
    attributes: node.attributes,
    shape: output.shape,
  });
  if (!values) return null;
  // Arrays of constants are never written to, so a reshape can share its input's.
  if (values instanceof Float32Array && output.type === 'float32') return values;
  const isInteger = output.type === 'int32' || output.type === 'int64';
  return typedValues(isInteger ? Float64Array.from(values, Math.trunc) : values, output.type);
}
