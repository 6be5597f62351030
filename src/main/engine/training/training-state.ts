import { initialValues, type ParameterSpec } from '../ml/nn/parameter';
import { mixSeed, seededRandom } from '../ml/random';
import type { NamedArray } from '../io/safetensors';
import type { GroupKind } from './state-groups';

/** The arrays that training keeps for each trained element. `average` is the moving average that is shipped. */
export const TRAINED_SLOTS = ['value', 'firstMoment', 'secondMoment', 'average'] as const;
export type Slot = (typeof TRAINED_SLOTS)[number];

/** Slots of a parameter or a group of them: statistics have a value only. */
export const slotsOf = (kind: ParameterSpec['role'] | GroupKind): readonly Slot[] =>
  kind === 'statistic' ? ['value'] : TRAINED_SLOTS;

/** Name of a slot of a parameter, as in checkpoints, or of a group, as in graphs. */
export const slotName = (slot: Slot, of: string): string => `${slot}:${of}`;

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
