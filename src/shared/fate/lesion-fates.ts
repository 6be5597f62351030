import type { FateLesion, LesionPair } from './match-lesions';
import { typesDiffer } from './types-differ';

export const LESION_FATES = ['new', 'persistent', 'resolved', 'changed-type', 'out-of-view'] as const;
export type LesionFate = (typeof LESION_FATES)[number];

/** What became of a lesion between two visits; `out-of-view` where the other photo does not show its place. */
export interface FatedLesion {
  readonly fate: LesionFate;
  /** Null for one that only the later photo shows. */
  readonly earlierId: string | null;
  /** Null for one that only the earlier photo shows. */
  readonly laterId: string | null;
}

/**
 * The fate of every lesion of two photos: pairs first, in the order of the earlier photo.
 * @param unseen ids of lesions whose place the other photo does not show.
 */
export function fatesOf(
  earlier: readonly FateLesion[],
  later: readonly FateLesion[],
  pairs: readonly LesionPair[],
  unseen: ReadonlySet<string> = new Set(),
): readonly FatedLesion[] {
  const laterOf = new Map(pairs.map(({ earlierId, laterId }) => [earlierId, laterId]));
  const laterById = new Map(later.map((lesion) => [lesion.id, lesion]));
  const met = new Set(laterOf.values());
  const aloneAs = (id: string, fate: LesionFate): LesionFate => (unseen.has(id) ? 'out-of-view' : fate);
  return [
    ...earlier.map(({ id, type }): FatedLesion => {
      const laterId = laterOf.get(id);
      if (laterId === undefined) return { fate: aloneAs(id, 'resolved'), earlierId: id, laterId: null };
      const turned = laterById.get(laterId)?.type ?? null;
      return { fate: typesDiffer(type, turned) ? 'changed-type' : 'persistent', earlierId: id, laterId };
    }),
    ...later
      .filter(({ id }) => !met.has(id))
      .map(({ id }): FatedLesion => ({ fate: aloneAs(id, 'new'), earlierId: null, laterId: id })),
  ];
}

export type FateTotals = Readonly<Record<LesionFate, number>>;

export function countFates(fates: readonly FatedLesion[]): FateTotals {
  const totals = { new: 0, persistent: 0, resolved: 0, 'changed-type': 0, 'out-of-view': 0 };
  for (const { fate } of fates) totals[fate] += 1;
  return totals;
}
