import {
  add,
  conv2d,
  depthwiseConv2d,
  maxPool,
  mul,
  pad,
  relu,
  reshape,
  sigmoid,
  sub,
  tensor,
  type Tensor,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import type { GraphModel, GraphModelConstant, GraphModelNode } from './graph-model';

/**
 * A graph model as TensorFlow.js operations, so that it is recorded and compiled like our own networks.
 * @returns the results of its `Identity` operations, in the order of their names.
 * @throws Error for an operation it does not know.
 */
export function runGraphModel({ nodes, constants }: GraphModel, input: Tensor): readonly Tensor[] {
  const values = new Map<string, Tensor>();
  const constant = (name: string): GraphModelConstant => {
    const found = constants.get(name);
    if (!found) throw new Error(`The graph model has no constant ${name}.`);
    return found;
  };
  const value = (name: string): Tensor => {
    const known = values.get(name);
    if (known) return known;
    const { shape, values: numbers } = constant(name);
    const made = tensor(numbers, [...shape]);
    values.set(name, made);
    return made;
  };
  for (const node of nodes) {
    if (node.op === 'Placeholder') values.set(node.name, input);
    else if (node.op !== 'Const') values.set(node.name, runNode(node, value, constant));
  }
  return nodes
    .filter(({ op }) => op === 'Identity')
    .toSorted((a, b) => a.name.localeCompare(b.name))
    .map(({ name }) => value(name));
}

function runNode(
  node: GraphModelNode,
  value: (name: string) => Tensor,
  constant: (name: string) => GraphModelConstant,
): Tensor {
  const [first = '', second = '', ...more] = node.inputs;
  const strides: [number, number] = [...node.strides];
  const x = value(first);
  switch (node.op) {
    case '_FusedConv2D': {
      const convolved = conv2d(x as Tensor4D, value(second) as Tensor4D, strides, node.padding);
      return node.fused.reduce<Tensor>((y, what, index) => fused(y, what, value, more, index), convolved);
    }
    case 'DepthwiseConv2dNative':
      return depthwiseConv2d(x as Tensor4D, value(second) as Tensor4D, strides, node.padding);
    case 'MaxPool':
      return maxPool(x as Tensor4D, [...node.window], strides, node.padding);
    case 'AddV2':
      return add(x, value(second));
    case 'Relu':
      return relu(x);
    case 'Prelu':
      return leaky(x, value(second));
    case 'Sigmoid':
      return sigmoid(x);
    case 'Pad':
      return pad(x, pairs(constant(second).values));
    case 'Reshape':
      return reshape(x, [...constant(second).values]);
    case 'Identity':
      return x;
    default:
      throw new Error(`The graph model has an unknown operation ${node.op}.`);
  }
}

function fused(
  y: Tensor,
  what: string,
  value: (name: string) => Tensor,
  operands: readonly string[],
  index: number,
): Tensor {
  if (what === 'BiasAdd') return add(y, value(operands[index] ?? ''));
  if (what === 'Relu') return relu(y);
  if (what === 'Prelu') return leaky(y, value(operands[index] ?? ''));
  throw new Error(`The graph model fuses an unknown operation ${what}.`);
}

/** Parametric ReLU (He 2015): a slope of its own for each channel where x is negative. */
const leaky = (x: Tensor, slope: Tensor): Tensor => sub(relu(x), mul(slope, relu(mul(x, -1))));

function pairs(values: ArrayLike<number>): [number, number][] {
  return Array.from({ length: values.length / 2 }, (_, index) => [
    values[2 * index] ?? 0,
    values[2 * index + 1] ?? 0,
  ]);
}
