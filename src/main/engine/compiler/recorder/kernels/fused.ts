import type { KernelCall, KernelFamily } from '../kernel';
import type { GraphValue } from '../../graph/graph';
import { IMAGE_ORDER, sameOrder, type Recorded } from '../recorded';
import { convolutionKernels } from './convolution';
import { depthwiseKernels } from './depthwise';
import { binaryKernels } from './binary';
import { elementwise } from './elementwise';
import { matrixKernels } from './matrix';
import { unaryKernels } from './unary';

/** Activation names of fused kernels, with the kernel that records each. */
const ACTIVATIONS: Readonly<Record<string, string>> = {
  relu: 'Relu',
  relu6: 'Relu6',
  elu: 'Elu',
  sigmoid: 'Sigmoid',
  leakyrelu: 'LeakyRelu',
};

/** A kernel with a bias and an activation, as converted graph models have them. */
const fused = (plain: KernelFamily, kernel: string) => (call: KernelCall) => {
  const product = plain[kernel]?.(call) as Recorded;
  const bias = call.optional('bias');
  const shifted = bias ? elementwise(call, 'Add', product, bias) : product;
  const activation = call.attribute<string | undefined>('activation') ?? 'linear';
  if (activation === 'linear') return shifted;
  if (activation === 'prelu') {
    const inputs = { x: shifted, alpha: call.input('preluActivationWeights') };
    return binaryKernels['Prelu']?.(call.with(inputs, {})) as Recorded;
  }
  const recordActivation = unaryKernels[ACTIVATIONS[activation] ?? ''];
  if (!recordActivation) throw call.unsupported(`the activation ${activation}`);
  const attributes = { alpha: call.attribute<number | undefined>('leakyreluAlpha') ?? 0.2 };
  return recordActivation(call.with({ x: shifted }, attributes));
};

/** Batch normalisation with given statistics: one pass over an image, or step by step over anything else. */
function batchNorm(call: KernelCall): Recorded {
  const x = call.input('x');
  const vectors = ['scale', 'offset', 'mean', 'variance'].map((name) => call.optional(name));
  const plain = vectors.every((vector) => vector === null || vector.shape.length === 1);
  if (!plain || !sameOrder(x.order, IMAGE_ORDER)) return batchNormByParts(call);
  const channels = [x.shape[3] as number];
  const [scale, offset, mean, variance] = vectors.map((vector, index) =>
    call.recording.valueIn(vector ?? call.recording.filled(index === 0 ? 1 : 0, 'float32', channels), null),
  );
  const inputs = [call.recording.valueIn(x, IMAGE_ORDER), scale, offset, mean, variance] as GraphValue[];
  const attributes = { epsilon: { float: call.attribute<number>('varianceEpsilon') } };
  return call.recording.apply('BatchNormalization', inputs, attributes, 'float32', x.shape, IMAGE_ORDER);
}

/** The same in the order in which TensorFlow.js computes it. */
function batchNormByParts(call: KernelCall): Recorded {
  const variance = call.input('variance');
  const epsilon = call.recording.filled(call.attribute<number>('varianceEpsilon'), 'float32', []);
  const spread = elementwise(call, 'Add', variance, epsilon);
  const inverse = unaryKernels['Rsqrt']?.(call.with({ x: spread }, {})) as Recorded;
  const scale = call.optional('scale');
  const factor = scale ? elementwise(call, 'Mul', inverse, scale) : inverse;
  const centred = elementwise(call, 'Sub', call.input('x'), call.input('mean'));
  const scaled = elementwise(call, 'Mul', centred, factor);
  const offset = call.optional('offset');
  return offset ? elementwise(call, 'Add', scaled, offset) : scaled;
}

export const fusedKernels: KernelFamily = {
  FusedConv2D: fused(convolutionKernels, 'Conv2D'),
  FusedDepthwiseConv2D: fused(depthwiseKernels, 'DepthwiseConv2dNative'),
  _FusedMatMul: fused(matrixKernels, 'BatchMatMul'),
  FusedBatchNorm: batchNorm,
};
