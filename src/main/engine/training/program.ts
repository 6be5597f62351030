import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import type { InputSpec } from '../compiler/record';
import { record } from '../compiler/record';
import type { ForwardContext } from '../ml/nn/forward-context';
import type { ParameterSpec } from '../ml/nn/parameter';

/** What can be trained: the inputs of one batch, and the losses that a forward pass over it gives. */
export interface TrainingProgram {
  readonly batch: readonly InputSpec[];
  /** `total` is minimised; the others are reported beside it. */
  losses(
    context: ForwardContext,
    batch: Readonly<Record<string, Tensor>>,
  ): Readonly<Record<string, Scalar>> & { readonly total: Scalar };
}

/** Filters are stored as convolutions want them, everything else as it is. */
export const parameterLayout = ({ shape, role }: ParameterSpec) =>
  role === 'filter' && shape.length === 4 ? ('filter' as const) : ('logical' as const);

/** The parameters that a forward pass asks for, in the order it asks for them. */
export function listParameters(
  forward: (context: ForwardContext, input: (spec: InputSpec) => Tensor) => void,
): readonly ParameterSpec[] {
  const specs = new Map<string, ParameterSpec>();
  record(({ input }) => {
    const tensors = new Map<string, Tensor>();
    const parameter = (spec: ParameterSpec): Tensor => {
      const before = tensors.get(spec.name);
      if (before) return before;
      specs.set(spec.name, spec);
      const tensor = input({ name: spec.name, shape: spec.shape, layout: parameterLayout(spec) });
      tensors.set(spec.name, tensor);
      return tensor;
    };
    forward({ training: true, parameter, updateStatistic: () => undefined }, input);
    return [];
  });
  return [...specs.values()];
}
