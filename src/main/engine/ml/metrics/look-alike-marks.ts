import { centreHit } from './affinity';
import type { JudgedPhoto, TypedPhoto } from './judged-photo';
import { matchGreedily } from './match-greedily';

export interface LookAlikeRate {
  /** Look-alikes that are labelled. */
  readonly labelled: number;
  /** Those on which the detector saw a lesion. */
  readonly marked: number;
}

/** How often look-alikes are taken for lesions, at one threshold. */
export interface LookAlikeMarks extends LookAlikeRate {
  readonly byKind: Readonly<Record<string, LookAlikeRate>>;
  /** Photos with look-alikes and not a single lesion. */
  readonly clearPhotos: number;
  /** Detections a photo on those, on a look-alike or anywhere else; null where there are none. */
  readonly marksPerClearPhoto: number | null;
}

/**
 * Detections that hit no labelled lesion are matched with look-alikes, one to one, by centre hit.
 * @returns null where no photo has look-alikes labelled.
 */
export function lookAlikeMarks(photos: readonly TypedPhoto[], threshold: number): LookAlikeMarks | null {
  const kinds = new Map<string, { labelled: number; marked: number }>();
  let [clearPhotos, clearMarks] = [0, 0];
  for (const { detections, references, lookAlikes = [] } of photos) {
    if (lookAlikes.length === 0) continue;
    const kept = detections.filter(({ score }) => score >= threshold);
    const missing = unmatched({ detections: kept, references });
    const matched = matchGreedily({ detections: missing, references: lookAlikes }, centreHit);
    const taken = new Set(matched.map(({ reference }) => reference));
    lookAlikes.forEach(({ kind }, index) => {
      const rate = kinds.get(kind) ?? { labelled: 0, marked: 0 };
      rate.labelled += 1;
      if (taken.has(index)) rate.marked += 1;
      kinds.set(kind, rate);
    });
    if (references.length > 0) continue;
    clearPhotos += 1;
    clearMarks += kept.length;
  }
  if (kinds.size === 0) return null;
  const rates = [...kinds.values()];
  return {
    labelled: rates.reduce((sum, { labelled }) => sum + labelled, 0),
    marked: rates.reduce((sum, { marked }) => sum + marked, 0),
    byKind: Object.fromEntries([...kinds].sort(([a], [b]) => a.localeCompare(b))),
    clearPhotos,
    marksPerClearPhoto: clearPhotos === 0 ? null : clearMarks / clearPhotos,
  };
}

const unmatched = (photo: JudgedPhoto) =>
  matchGreedily(photo, centreHit)
    .filter(({ reference }) => reference === null)
    .map(({ detection }) => photo.detections[detection]!);
