import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import {
  conv2d,
  depthwiseConv2d,
  engine,
  findBackend,
  getKernelsForBackend,
  grads,
  maxPool,
  ones,
  registerBackend,
  registerKernel,
  setBackend,
  sum,
  tidy,
  type KernelBackend,
  type Tensor4D,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { NATIVE_BACKEND, type NativeAttribute } from '../../../src/main/engine/tensorflow/native-backend';
import { registerPaddedKernels } from '../../../src/main/engine/tensorflow/register-padded-kernels';

interface Call {
  readonly operator: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly inputs: readonly (readonly number[])[];
}
const calls: Call[] = [];
const asked: string[] = [];

/** Shapes that TensorFlow's operators give, for the windows of these tests. */
const RESULTS: Readonly<Record<string, readonly number[]>> = {
  Conv2D: [1, 3, 3, 4],
  Conv2DBackpropInput: [1, 6, 6, 2],
  Conv2DBackpropFilter: [3, 3, 2, 4],
  DepthwiseConv2dNative: [1, 3, 3, 2],
  DepthwiseConv2dNativeBackpropInput: [1, 6, 6, 2],
  DepthwiseConv2dNativeBackpropFilter: [3, 3, 2, 1],
  MaxPool: [1, 3, 3, 2],
  MaxPoolGrad: [1, 6, 6, 2],
};

/** tfjs-cpu under the binding's name: operators are noted down, kernels without padding of ours as well. */
beforeAll(async () => {
  await setBackend('cpu');
  const cpu = findBackend('cpu') as KernelBackend;
  registerBackend(NATIVE_BACKEND, () =>
    Object.assign(Object.create(cpu) as KernelBackend, {
      binding: { TF_ATTR_BOOL: 1, TF_ATTR_INT: 2, TF_ATTR_STRING: 3, TF_ATTR_TYPE: 4, TF_FLOAT: 5 },
      executeSingleOutput: (
        operator: string,
        attributes: readonly NativeAttribute[],
        inputs: readonly TensorInfo[],
      ) => {
        calls.push({
          operator,
          attributes: Object.fromEntries(attributes.map(({ name, value }) => [name, value])),
          inputs: inputs.map(({ shape }) => shape),
        });
        return engine().runKernel('Fill', {} as never, { shape: RESULTS[operator], value: 1 } as never);
      },
    }),
  );
  for (const kernel of getKernelsForBackend('cpu')) {
    registerKernel({
      ...kernel,
      backendName: NATIVE_BACKEND,
      kernelFunc: (call) => {
        asked.push(kernel.kernelName);
        return kernel.kernelFunc(call);
      },
    });
  }
  registerPaddedKernels();
  registerPaddedKernels();
  await setBackend(NATIVE_BACKEND);
});

afterEach(() => {
  calls.length = 0;
  asked.length = 0;
});

const x = (): Tensor4D => ones([1, 6, 6, 2]);
const EVEN = [0, 0, 1, 1, 1, 1, 0, 0];

describe('kernels of the binding', () => {
  it('pad convolutions by given rows and columns, gradients too', () => {
    tidy(() =>
      grads((a, b) => sum(conv2d(a as Tensor4D, b as Tensor4D, 2, 1, 'NHWC', 1, 'floor')))([
        x(),
        ones([3, 3, 2, 4]),
      ]),
    );
    expect(calls.map(({ operator }) => operator).sort()).toEqual([
      'Conv2D',
      'Conv2DBackpropFilter',
      'Conv2DBackpropInput',
    ]);
    for (const { attributes } of calls) {
      expect(attributes).toMatchObject({
        padding: 'EXPLICIT',
        explicit_paddings: EVEN,
        strides: [1, 2, 2, 1],
        data_format: 'NHWC',
      });
    }
    const byName = new Map(calls.map(({ operator, inputs }) => [operator, inputs]));
    expect(byName.get('Conv2DBackpropInput')).toEqual([[4], [3, 3, 2, 4], [1, 3, 3, 4]]);
    expect(byName.get('Conv2DBackpropFilter')).toEqual([[1, 6, 6, 2], [4], [1, 3, 3, 4]]);
  });
  it('pad depthwise convolutions unevenly', () => {
    const pad = [
      [0, 0],
      [0, 1],
      [1, 0],
      [0, 0],
    ] as never;
    tidy(() =>
      grads((a, b) => sum(depthwiseConv2d(a as Tensor4D, b as Tensor4D, 2, pad)))([x(), ones([3, 3, 2, 1])]),
    );
    expect(calls).toHaveLength(3);
    for (const { attributes } of calls)
      expect(attributes['explicit_paddings']).toEqual([0, 0, 0, 1, 1, 0, 0, 0]);
  });
  it('pad pools', () => {
    tidy(() => grads((a) => sum(maxPool(a as Tensor4D, 3, 2, 1, 'floor')))([x()]));
    expect(
      calls.map(({ operator, attributes }) => [
        operator,
        attributes['ksize'],
        attributes['explicit_paddings'],
      ]),
    ).toEqual([
      ['MaxPool', [1, 3, 3, 1], EVEN],
      ['MaxPoolGrad', [1, 3, 3, 1], EVEN],
    ]);
  });
  it.each(['same', 'valid', 0] as const)('stay the binding’s own where the padding is %s', (pad) => {
    tidy(() => conv2d(x(), ones([3, 3, 2, 4]), 1, pad));
    expect(calls).toEqual([]);
    expect(asked).toContain('Conv2D');
  });
});
