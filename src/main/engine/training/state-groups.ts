import type { ParameterSpec } from '../ml/nn/parameter';

/**
 * Elements of one group at most. Updating a group is some twenty passes over its arrays: they should stay in
 * the processor's cache from the first to the last. Smaller groups would only add operators.
 */
export const GROUP_LIMIT = 2 ** 17;

/** A run of a parameter's elements, in physical order, and where it lies in its group. */
export interface StateSegment {
  readonly parameter: ParameterSpec;
  /** First element within the parameter. */
  readonly from: number;
  /** First element within the group. */
  readonly at: number;
  readonly size: number;
}

/** How a group is updated: by gradient with or without weight decay, or by taking over a new value. */
export type GroupKind = 'decayed' | 'undecayed' | 'statistic';

/** One flat array that holds many small parameters, or a piece of a large one. */
export interface StateGroup {
  readonly name: string;
  readonly kind: GroupKind;
  /** Arrays kept for the group, each of its size; statistics have a value only. */
  readonly slots: readonly string[];
  readonly size: number;
  readonly segments: readonly StateSegment[];
}

const KINDS: Readonly<Record<ParameterSpec['role'], GroupKind>> = {
  filter: 'decayed',
  vector: 'undecayed',
  statistic: 'statistic',
};

export const sizeOf = ({ shape }: ParameterSpec): number =>
  shape.reduce((product, size) => product * size, 1);

/**
 * Packs parameters into groups, each parameter's elements in order.
 * @param trainedSlots arrays kept for whatever is trained by gradient.
 */
export function planStateGroups(
  parameters: readonly ParameterSpec[],
  trainedSlots: readonly string[],
): readonly StateGroup[] {
  return (['decayed', 'undecayed', 'statistic'] as const).flatMap((kind) =>
    pack(
      kind,
      kind === 'statistic' ? ['value'] : trainedSlots,
      parameters.filter(({ role }) => KINDS[role] === kind),
    ),
  );
}

function pack(
  kind: GroupKind,
  slots: readonly string[],
  parameters: readonly ParameterSpec[],
): readonly StateGroup[] {
  const groups: StateSegment[][] = [];
  let room = 0;
  for (const parameter of parameters) {
    const size = sizeOf(parameter);
    const pieces = Math.ceil(size / GROUP_LIMIT);
    for (let piece = 0; piece < pieces; piece += 1) {
      const from = Math.floor((size * piece) / pieces);
      const length = Math.floor((size * (piece + 1)) / pieces) - from;
      if (length > room) {
        groups.push([]);
        room = GROUP_LIMIT;
      }
      groups.at(-1)?.push({ parameter, from, at: GROUP_LIMIT - room, size: length });
      room -= length;
    }
  }
  return groups.map((segments, index) => ({
    name: `${kind}${index}`,
    kind,
    slots,
    segments,
    size: segments.reduce((sum, { size }) => sum + size, 0),
  }));
}
