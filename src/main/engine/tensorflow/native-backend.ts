import type { TensorInfo } from '@tensorflow/tfjs-core';

/** An attribute of one of TensorFlow's operators, as its Node binding takes it. */
export interface NativeAttribute {
  readonly name: string;
  /** One of the binding's `TF_ATTR_…` numbers. */
  readonly type: number;
  readonly value: unknown;
}

/** As much of the backend `tensorflow` as kernels of our own need. */
export interface NativeBackend {
  readonly binding: Readonly<
    Record<'TF_ATTR_BOOL' | 'TF_ATTR_INT' | 'TF_ATTR_STRING' | 'TF_ATTR_TYPE' | 'TF_FLOAT', number>
  >;
  executeSingleOutput(
    operator: string,
    attributes: readonly NativeAttribute[],
    inputs: readonly TensorInfo[],
  ): TensorInfo;
}

/** The name under which TensorFlow's Node binding registers itself with TensorFlow.js. */
export const NATIVE_BACKEND = 'tensorflow';
