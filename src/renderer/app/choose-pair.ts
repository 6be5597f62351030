import type { PhotographDetails } from '../../shared/record/photograph';

/** What choosing needs of a patient's visits, oldest first, and of their photos in order. */
export type ComparedVisits = readonly {
  readonly photographs: readonly {
    readonly photo: { readonly id: string };
    readonly details: Pick<PhotographDetails, 'view'>;
  }[];
}[];

/** Null where a side is left to be chosen. */
export interface Pair {
  readonly earlierPhotoId: string | null;
  readonly laterPhotoId: string | null;
}

/**
 * The open photo and one of the same view: the last of an earlier visit, else the first of a later one, else its
 * neighbour in its own visit. Photos of one visit whose view nobody named are likely of different sides.
 */
export function pairOfPhoto(visits: ComparedVisits, openId: string): Pair {
  const all = visits.flatMap(({ photographs }, visit) =>
    photographs.map(({ photo: { id }, details: { view } }) => ({ id, view, visit })),
  );
  const at = all.findIndex(({ id }) => id === openId);
  const open = all[at];
  if (!open) return { earlierPhotoId: null, laterPhotoId: openId };
  const same = (one: (typeof all)[number]): boolean => one.view === open.view;
  const before = all.findLast((one) => same(one) && one.visit < open.visit);
  const after = all.find((one) => same(one) && one.visit > open.visit);
  const beside = (one: (typeof all)[number]): boolean =>
    same(one) && one.visit === open.visit && one.view !== null;
  const previous = before ?? (after ? undefined : all.slice(0, at).findLast(beside));
  if (previous) return { earlierPhotoId: previous.id, laterPhotoId: openId };
  return { earlierPhotoId: openId, laterPhotoId: (after ?? all.slice(at + 1).find(beside))?.id ?? null };
}

/** The two newest visits that have a photo of one view, frontal before other views; each visit's last such photo. */
export function pairOfLastVisits(visits: ComparedVisits): Pair {
  const named = visits.flatMap(({ photographs }) => photographs.flatMap(({ details }) => details.view ?? []));
  for (const view of new Set<PhotographDetails['view']>(['frontal', ...named, null])) {
    const [earlier, later] = visits
      .flatMap(
        ({ photographs }) => photographs.findLast(({ details }) => details.view === view)?.photo.id ?? [],
      )
      .slice(-2);
    if (earlier !== undefined && later !== undefined) return { earlierPhotoId: earlier, laterPhotoId: later };
  }
  return { earlierPhotoId: null, laterPhotoId: null };
}
