import { initialValues, type ParameterSpec } from '../ml/nn/parameter';
import { mixSeed, seededRandom } from '../ml/random';
import type { NamedArray } from '../io/safetensors';

/** The arrays that training keeps for each parameter. `average` is the moving average that is shipped. */
export const TRAINED_SLOTS = ['value', 'firstMoment', 'secondMoment', 'average'] as const;
export type Slot = (typeof TRAINED_SLOTS)[number];

/** Slots of a parameter: statistics have a value only. */
export const slotsOf = ({ role }: ParameterSpec): readonly Slot[] =>
  role === 'statistic' ? ['value'] : TRAINED_SLOTS;

export const slotName = (slot: Slot, parameter: string): string => `${slot}:${parameter}`;

/** The slot whose arrays are shipped as a parameter's weights. */
export const shippedSlot = ({ role }: ParameterSpec): Slot => (role === 'statistic' ? 'value' : 'average');

/**
 * What a slot holds before the first step, in logical order.
 * @param earlier arrays by `slot:parameter` of a run that is resumed; absent ones start afresh.
 */
export function initialSlot(
  slot: Slot,
  spec: ParameterSpec,
  seed: number,
  earlier: ReadonlyMap<string, NamedArray> | undefined,
): Float32Array {
  const known = earlier?.get(slotName(slot, spec.name));
  if (known) return known.values;
  const fresh = initialValues(spec, seededRandom(mixSeed(seed, spec.name)));
  return slot === 'value' || slot === 'average' ? fresh : new Float32Array(fresh.length);
}
