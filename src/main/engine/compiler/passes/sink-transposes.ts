import { rewriteNodes } from '../graph/rewrite-nodes';
import type { Pass } from './pass';
import { inputOf, type Rule, type Rules } from './rules/rule';
import { sinkThroughConcat, sinkThroughReduction, sinkThroughSlice } from './rules/sink-arrangement';
import { sinkThroughElementwise } from './rules/sink-elementwise';
import { sinkThroughReshape } from './rules/sink-reshape';
import { movesNothing, permuted, transpose, transposedFrom } from './rules/transposed';

/**
 * Two transposes are one, and one that moves no element is a reshape. A matrix product takes in a transpose
 * of its operand at no cost, and then reads its rows in order: that one stays.
 */
const merge: Rule = (node, editor) => {
  const perm = node.attributes['perm'] as readonly number[];
  const inner = transposedFrom(editor, node.inputs[0] as string);
  if (inner) return transpose(editor, inner.source, permuted(inner.perm, perm));
  const readers = editor.readers(node.outputs[0]?.name ?? '');
  if (readers.length > 0 && readers.every(({ op }) => op === 'MatMul')) return null;
  const x = inputOf(node, editor, 0);
  return movesNothing(x.shape, perm) ? editor.reshape(x, permuted(x.shape, perm)) : null;
};

const ELEMENTWISE =
  'Abs Ceil Cos Erf Exp Floor IsNaN Log Neg Not Reciprocal Relu Round Sigmoid Sign Sin Softplus Sqrt Tanh Cast ' +
  'LeakyRelu Elu Clip Add Sub Mul Div Pow Max Min And Or Equal Greater GreaterOrEqual Less LessOrEqual Where';

const REDUCTIONS = ['ReduceSum', 'ReduceMean', 'ReduceMax', 'ReduceMin', 'ReduceProd'];

const RULES: Rules = {
  Transpose: [merge],
  Concat: [sinkThroughConcat],
  Slice: [sinkThroughSlice],
  Reshape: [sinkThroughReshape],
  ...Object.fromEntries(REDUCTIONS.map((op) => [op, [sinkThroughReduction]])),
  ...Object.fromEntries(ELEMENTWISE.split(' ').map((op) => [op, [sinkThroughElementwise]])),
};

/**
 * Moves transposes towards the outputs, past everything that works in any order of axes, until they meet
 * and cancel. The recorder leaves few; this removes what is left, as round a chain of convolutions.
 */
export const sinkTransposes: Pass = {
  name: 'sink transposes',
  run: (graph) =>
    rewriteNodes(graph, (node, editor) => {
      if (node.outputs.length !== 1) return null;
      for (const rule of RULES[node.op] ?? []) {
        const value = rule(node, editor);
        if (value) return [value];
      }
      return null;
    }),
};
