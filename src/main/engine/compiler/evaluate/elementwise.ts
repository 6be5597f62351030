import type { Evaluation, Evaluator, Operand } from './operand';
import { readBroadcast } from './strided';

const unary =
  (compute: (value: number) => number): Evaluator =>
  ({ operands: [x] }) =>
    x ? Float64Array.from(x.values, compute) : null;

/** Operands as arrays of the result's shape. */
const spread = ({ operands, shape }: Evaluation) =>
  operands.map((operand) => readBroadcast((operand as Operand).values, (operand as Operand).shape, shape));

const variadic =
  (compute: (...values: number[]) => number): Evaluator =>
  (evaluation) => {
    if (evaluation.operands.includes(null)) return null;
    const arrays = spread(evaluation);
    return Float64Array.from({ length: arrays[0]?.length ?? 0 }, (_, index) =>
      compute(...arrays.map((array) => array[index] as number)),
    );
  };

const binary = (compute: (a: number, b: number) => number): Evaluator => {
  const general = variadic((first, ...rest) => rest.reduce((a, b) => compute(a, b), first));
  return (evaluation) => {
    if (evaluation.operands.length !== 2 || evaluation.operands.includes(null)) return general(evaluation);
    const [a, b] = spread(evaluation) as [ArrayLike<number>, ArrayLike<number>];
    const result = new Float64Array(a.length);
    for (let index = 0; index < result.length; index += 1) result[index] = compute(a[index]!, b[index]!);
    return result;
  };
};

const comparison = (compare: (a: number, b: number) => boolean) => binary((a, b) => Number(compare(a, b)));

/** Halves go to the even neighbour, as in ONNX. */
function roundHalfToEven(value: number): number {
  const rounded = Math.round(value);
  return rounded - value === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}

export const elementwiseEvaluators: Readonly<Record<string, Evaluator>> = {
  Abs: unary(Math.abs),
  Ceil: unary(Math.ceil),
  Cos: unary(Math.cos),
  Exp: unary(Math.exp),
  Floor: unary(Math.floor),
  Identity: unary((value) => value),
  Log: unary(Math.log),
  Neg: unary((value) => -value),
  Not: unary((value) => Number(!value)),
  Reciprocal: unary((value) => 1 / value),
  Relu: unary((value) => Math.max(0, value)),
  Round: unary(roundHalfToEven),
  Sigmoid: unary((value) => 1 / (1 + Math.exp(-value))),
  Sign: unary(Math.sign),
  Sin: unary(Math.sin),
  Sqrt: unary(Math.sqrt),
  Tanh: unary(Math.tanh),

  Add: binary((a, b) => a + b),
  Sub: binary((a, b) => a - b),
  Mul: binary((a, b) => a * b),
  Pow: binary(Math.pow),
  Max: binary(Math.max),
  Min: binary(Math.min),
  And: binary((a, b) => Number(a && b)),
  Or: binary((a, b) => Number(a || b)),
  Equal: comparison((a, b) => a === b),
  Greater: comparison((a, b) => a > b),
  GreaterOrEqual: comparison((a, b) => a >= b),
  Less: comparison((a, b) => a < b),
  LessOrEqual: comparison((a, b) => a <= b),
  Where: variadic((condition, yes, no) => (condition ? yes : no)),
  Clip: variadic((value, low, high) => Math.min(Math.max(value, low), high)),
};

/** Division of 32-bit floats; integers divide by another rule, see `evaluateNode`. */
export const divide = binary((a, b) => a / b);
