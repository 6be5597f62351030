import type { KernelCall, KernelFamily } from '../kernel';
import type { Recorded } from '../recorded';
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

/** Batch normalisation with given statistics, in the order TensorFlow.js computes it. */
function batchNorm(call: KernelCall): Recorded {
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
