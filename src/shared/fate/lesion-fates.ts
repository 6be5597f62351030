import type { FateLesion, LesionPair } from './match-lesions';
import { typesDiffer } from './types-differ';

export const LESION_FATES = ['new', 'persistent', 'resolved', 'changed-type'] as const;
export type LesionFate = (typeof LESION_FATES)[number];

/** What became of a lesion between two visits. */
export interface FatedLesion {
  readonly fate: LesionFate;
  /** Null for one that is new. */
  readonly earlierId: string | null;
  /** Null for one that has gone. */
  readonly laterId: string | null;
}

/** The fate of every lesion of two photos: pairs first, in the order of the earlier photo. */
export function fatesOf(
  earlier: readonly FateLesion[],
  later: readonly FateLesion[],
  pairs: readonly LesionPair[],
): readonly FatedLesion[] {
  const laterOf = new Map(pairs.map(({ earlierId, laterId }) => [earlierId, laterId]));
  const laterById = new Map(later.map((lesion) => [lesion.id, lesion]));
  const met = new Set(laterOf.values());
  return [
    ...earlier.map(({ id, type }): FatedLesion => {
      const laterId = laterOf.get(id);
      if (laterId === undefined) return { fate: 'resolved', earlierId: id, laterId: null };
      const turned = laterById.get(laterId)?.type ?? null;
      return { fate: typesDiffer(type, turned) ? 'changed-type' : 'persistent', earlierId: id, laterId };
    }),
    ...later
      .filter(({ id }) => !met.has(id))
      .map(({ id }): FatedLesion => ({ fate: 'new', earlierId: null, laterId: id })),
  ];
}

export type FateTotals = Readonly<Record<LesionFate, number>>;

export function countFates(fates: readonly FatedLesion[]): FateTotals {
  const totals = { new: 0, persistent: 0, resolved: 0, 'changed-type': 0 };
  for (const { fate } of fates) totals[fate] += 1;
  return totals;
}
