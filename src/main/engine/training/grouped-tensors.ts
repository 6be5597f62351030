import { concat, reshape, split, transpose, type Tensor } from '@tensorflow/tfjs-core';
import type { ParameterSpec } from '../ml/nn/parameter';
import { parameterLayout } from './program';
import type { StateGroup, StateSegment } from './state-groups';

/** Convolution filters lie as [out, in, height, width]: what a graph's convolutions read without moving it. */
const isFilter = (spec: ParameterSpec): boolean => parameterLayout(spec) === 'filter';

/** A parameter's elements in physical order, as the tensor that model code sees. */
function fromFlat(flat: Tensor, spec: ParameterSpec): Tensor {
  if (!isFilter(spec)) return reshape(flat, [...spec.shape]);
  const [height, width, inputs, outputs] = spec.shape as [number, number, number, number];
  return transpose(reshape(flat, [outputs, inputs, height, width]), [2, 3, 1, 0]);
}

/** The way back: a tensor of the parameter's shape as a flat one in physical order. */
function toFlat(tensor: Tensor, spec: ParameterSpec): Tensor {
  return reshape(isFilter(spec) ? transpose(tensor, [3, 2, 0, 1]) : tensor, [-1]);
}

const splitFlat = (flat: Tensor, sizes: readonly number[]): readonly Tensor[] =>
  sizes.length === 1 ? [flat] : split(flat, [...sizes], 0);

const join = (parts: readonly Tensor[]): Tensor =>
  parts.length === 1 ? (parts[0] as Tensor) : concat([...parts], 0);

/**
 * Takes groups apart into parameters.
 * @param flat a group's array, [group.size].
 */
export function parametersOf(
  groups: readonly StateGroup[],
  flat: (group: StateGroup) => Tensor,
): ReadonlyMap<string, Tensor> {
  const pieces = new Map<ParameterSpec, Tensor[]>();
  for (const group of groups) {
    const parts = splitFlat(
      flat(group),
      group.segments.map(({ size }) => size),
    );
    // Segments come in the order of each parameter's elements.
    group.segments.forEach(({ parameter }, index) => {
      pieces.set(parameter, [...(pieces.get(parameter) ?? []), parts[index] as Tensor]);
    });
  }
  return new Map([...pieces].map(([spec, parts]) => [spec.name, fromFlat(join(parts), spec)]));
}

/** Puts tensors of the parameters' shapes together into the groups' arrays, by group name. */
export function groupsOf(
  groups: readonly StateGroup[],
  tensor: (spec: ParameterSpec) => Tensor,
): ReadonlyMap<string, Tensor> {
  const segments = groups.flatMap((group) => group.segments);
  const pieces = new Map<StateSegment, Tensor>();
  for (const spec of new Set(segments.map(({ parameter }) => parameter))) {
    const mine = segments.filter(({ parameter }) => parameter === spec);
    const parts = splitFlat(
      toFlat(tensor(spec), spec),
      mine.map(({ size }) => size),
    );
    mine.forEach((segment, index) => pieces.set(segment, parts[index] as Tensor));
  }
  return new Map(
    groups.map((group) => [group.name, join(group.segments.map((segment) => pieces.get(segment) as Tensor))]),
  );
}
