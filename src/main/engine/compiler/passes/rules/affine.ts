import { elementCount, type GraphConstant, type GraphNode } from '../../graph/graph';
import type { GraphEditor } from '../../graph/graph-editor';
import { inputOf } from './rule';

/** y · factor + shift, channel by channel. */
export interface Affine {
  readonly factor: (channel: number) => number;
  readonly shift: (channel: number) => number;
}

/** Channels are axis 1 of what a convolution gives. */
const CHANNEL_AXIS = 1;

/**
 * What a node does to its input number `side`, where that is a product or sum with constants by channel or a
 * normalisation with constant statistics; null for anything else.
 */
export function affineOf(node: GraphNode, editor: GraphEditor, side: number): Affine | null {
  const { shape } = inputOf(node, editor, side);
  if (node.outputs[0]?.shape.join() !== shape.join()) return null;
  if (node.op === 'BatchNormalization') return side === 0 ? normalization(node, editor) : null;
  const constant = node.inputs.length === 2 ? editor.constant(node.inputs[1 - side] as string) : null;
  const value = constant && byChannel(constant, shape.length);
  return value && arithmetic(node.op, value, side === 1);
}

function arithmetic(op: string, value: (channel: number) => number, constantFirst: boolean): Affine | null {
  const [one, none] = [() => 1, () => 0];
  switch (op) {
    case 'Mul':
      return { factor: value, shift: none };
    case 'Add':
      return { factor: one, shift: value };
    case 'Sub':
      return constantFirst
        ? { factor: () => -1, shift: value }
        : { factor: one, shift: (channel) => -value(channel) };
    case 'Div':
      return constantFirst ? null : { factor: (channel) => 1 / value(channel), shift: none };
    default:
      return null;
  }
}

/** (y − mean) / √(variance + ε) · scale + offset; training has statistics that are no constants. */
function normalization(node: GraphNode, editor: GraphEditor): Affine | null {
  const constants = node.inputs
    .slice(1)
    .map((name) => editor.constant(name)?.values as Float32Array | undefined);
  const [scale, offset, mean, variance] = constants;
  if (!scale || !offset || !mean || !variance || node.outputs.length !== 1) return null;
  const given = node.attributes['epsilon'];
  const epsilon = typeof given === 'object' && 'float' in given ? given.float : DEFAULT_EPSILON;
  const factor = (channel: number): number => scale[channel]! / Math.sqrt(variance[channel]! + epsilon);
  return { factor, shift: (channel) => offset[channel]! - mean[channel]! * factor(channel) };
}

/** ONNX operator BatchNormalization, attribute `epsilon`. */
const DEFAULT_EPSILON = 1e-5;

/** Reads a constant that broadcasts along the channels alone; null where it differs along another axis. */
function byChannel(constant: GraphConstant, rank: number): ((channel: number) => number) | null {
  const { shape, type, values } = constant;
  const axis = CHANNEL_AXIS - (rank - shape.length);
  if (type !== 'float32' || elementCount(shape) !== (shape[axis] ?? 1)) return null;
  return (channel) => Number(values[channel % values.length]);
}
