import { backend_util } from '@tensorflow/tfjs-core';
import type { KernelCall, KernelFamily } from '../kernel';
import { IMAGE_ORDER, type Recorded } from '../recorded';
import { convolutionAttributes } from './convolution';

function pool(call: KernelCall, op: 'MaxPool' | 'AveragePool'): Recorded {
  const x = call.input('x');
  const info = backend_util.computePool2DInfo(
    [...x.shape] as [number, number, number, number],
    call.attribute('filterSize'),
    call.attribute('strides'),
    1,
    call.attribute('pad'),
    call.attribute('dimRoundingMode'),
  );
  const { dilations: _, ...attributes } = convolutionAttributes(info);
  return call.recording.apply(
    op,
    [call.recording.valueIn(x, IMAGE_ORDER)],
    attributes,
    'float32',
    info.outShape,
    IMAGE_ORDER,
  );
}

export const poolingKernels: KernelFamily = {
  MaxPool: (call) => pool(call, 'MaxPool'),
  AvgPool: (call) => pool(call, 'AveragePool'),
};
