import type { OnnxType } from './model';
import type { OnnxWriter } from './onnx-writer';

/** An operand: a value of the graph by name, or a number. */
export type Operand = string | number;

/** Elementwise arithmetic in one element type; shapes broadcast. */
export type Arithmetic = ReturnType<typeof arithmetic>;

/** Writes formulas: `add(mul(a, 2), b)`. Numbers become constants of the type. */
export function arithmetic(writer: OnnxWriter, type: OnnxType) {
  const value = (operand: Operand) => (typeof operand === 'string' ? operand : writer.scalar(operand, type));
  const binary = (op: string) => (a: Operand, b: Operand) => writer.op(op, [value(a), value(b)]);
  const unary = (op: string) => (a: string) => writer.op(op, [a]);
  return {
    add: binary('Add'),
    sub: binary('Sub'),
    mul: binary('Mul'),
    div: binary('Div'),
    min: binary('Min'),
    max: binary('Max'),
    less: binary('Less'),
    lessOrEqual: binary('LessOrEqual'),
    greater: binary('Greater'),
    greaterOrEqual: binary('GreaterOrEqual'),
    equal: binary('Equal'),
    floor: unary('Floor'),
    ceil: unary('Ceil'),
    /** To the nearest whole number, halves to the even one. */
    round: unary('Round'),
    abs: unary('Abs'),
    sin: unary('Sin'),
    sqrt: unary('Sqrt'),
    /** `a` where the condition holds, else `b`. */
    where: (condition: string, a: Operand, b: Operand) => writer.op('Where', [condition, value(a), value(b)]),
    /** 0, 1, 2 … as many as `count` says, [count]. */
    upTo: (count: Operand) => writer.op('Range', [value(0), value(count), value(1)]),
  };
}
