import { FILTER_ORDER, type AxisOrder } from '../compiler/recorder/recorded';
import { toLogical, toPhysical } from '../compiler/recorder/permute';
import type { NamedArray } from '../io/safetensors';
import type { ParameterSpec } from '../ml/nn/parameter';
import { parameterLayout } from './program';
import { sizeOf, type StateGroup } from './state-groups';
import { initialSlot, slotName } from './training-state';

/** The flat array of a slot of a group, by `slot:group`. */
export type GroupArrays = (name: string) => Float32Array;

const orderOf = (spec: ParameterSpec): AxisOrder =>
  parameterLayout(spec) === 'filter' ? FILTER_ORDER : null;

const segmentsOf = (groups: readonly StateGroup[], { name }: ParameterSpec) =>
  groups.flatMap((group) =>
    group.segments
      .filter(({ parameter }) => parameter.name === name)
      .map((segment) => ({ ...segment, group: group.name })),
  );

/** The arrays kept for a parameter. */
export const slotsOf = (groups: readonly StateGroup[], { name }: ParameterSpec): readonly string[] =>
  groups.find(({ segments }) => segments.some(({ parameter }) => parameter.name === name))?.slots ?? [];

/** Fills every group's arrays with what training starts from: an earlier run's state, or fresh values. */
export function fillInitially(
  groups: readonly StateGroup[],
  parameters: readonly ParameterSpec[],
  arrays: GroupArrays,
  seed: number,
  earlier: ReadonlyMap<string, NamedArray> | undefined,
): void {
  for (const spec of parameters) {
    for (const slot of slotsOf(groups, spec)) {
      const values = initialSlot(slot, spec, seed, earlier);
      const physical = toPhysical(values, spec.shape, orderOf(spec));
      for (const { group, from, at, size } of segmentsOf(groups, spec)) {
        arrays(slotName(slot, group)).set(physical.subarray(from, from + size), at);
      }
    }
  }
}

/** A slot of one parameter, in logical order. */
export function readSlot(
  groups: readonly StateGroup[],
  arrays: GroupArrays,
  slot: string,
  spec: ParameterSpec,
): NamedArray {
  const values = new Float32Array(sizeOf(spec));
  for (const { group, from, at, size } of segmentsOf(groups, spec)) {
    values.set(arrays(slotName(slot, group)).subarray(at, at + size), from);
  }
  return { shape: spec.shape, values: toLogical(values, spec.shape, orderOf(spec)) };
}

/** All slots of all parameters, by `slot:parameter`. */
export const readState = (
  groups: readonly StateGroup[],
  parameters: readonly ParameterSpec[],
  arrays: GroupArrays,
): ReadonlyMap<string, NamedArray> =>
  new Map(
    parameters.flatMap((spec) =>
      slotsOf(groups, spec).map(
        (slot) => [slotName(slot, spec.name), readSlot(groups, arrays, slot, spec)] as const,
      ),
    ),
  );
