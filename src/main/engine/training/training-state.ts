import type { NamedArray } from '../io/safetensors';
import { initialValues, type ParameterSpec } from '../ml/nn/parameter';
import { mixSeed, seededRandom } from '../ml/random';
import { AVERAGE_SLOT } from './weight-update';

/** Name of a slot of a parameter, as in checkpoints, or of a group, as in graphs. */
export const slotName = (slot: string, of: string): string => `${slot}:${of}`;

/** The slot whose arrays are shipped as a parameter's weights: the average where there is one. */
export const shippedSlot = (slots: readonly string[]): string =>
  slots.includes(AVERAGE_SLOT) ? AVERAGE_SLOT : 'value';

/**
 * What a slot holds before the first step, in logical order.
 * @param earlier arrays by `slot:parameter` of a run that is resumed; absent ones start afresh.
 */
export function initialSlot(
  slot: string,
  spec: ParameterSpec,
  seed: number,
  earlier: ReadonlyMap<string, NamedArray> | undefined,
): Float32Array {
  const known = earlier?.get(slotName(slot, spec.name));
  if (known) return known.values;
  // An average starts where the values stand.
  if (slot === AVERAGE_SLOT) return initialSlot('value', spec, seed, earlier);
  const fresh = initialValues(spec, seededRandom(mixSeed(seed, spec.name)));
  return slot === 'value' ? fresh : new Float32Array(fresh.length);
}
