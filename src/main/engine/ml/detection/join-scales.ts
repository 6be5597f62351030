import { LESION_TYPES, type LesionType } from '../../../../shared/clinical/lesion';
import { likeliestType, type Peak } from './peaks';
import { isSameLesion, suppress } from './suppress';

/** A lesion with the score of each size in which the photo was looked at; 0 where that size did not show it. */
export interface JoinedPeak extends Peak {
  readonly looks: readonly number[];
}

/** The same lesion, as the scales at which it was found saw it. */
interface Seen {
  /** By the number of the scale. */
  readonly peaks: ReadonlyMap<number, Peak>;
  readonly surest: Peak;
}

/**
 * Joins what was found on one photo looked at in several sizes (weighted box fusion: Solovyev, Wang & Gabruseva
 * 2021): boxes and types are means weighted by score; the score is the mean over all scales, so that what only one of
 * them shows is less certain.
 * @param byScale lesions of each scale, no two of them the same lesion, all in pixels of the same photo.
 */
export function joinScales(byScale: readonly (readonly Peak[])[]): readonly JoinedPeak[] {
  const [only = [], ...more] = byScale;
  if (more.length === 0) return only.map((peak) => ({ ...peak, looks: [peak.score] }));
  const all = byScale
    .flatMap((peaks, scale) => peaks.map((peak) => ({ peak, scale })))
    .sort((a, b) => b.peak.score - a.peak.score);
  const seen: Seen[] = [];
  for (const { peak, scale } of all) {
    const index = seen.findIndex(
      ({ peaks, surest }) => !peaks.has(scale) && isSameLesion(peak.box, surest.box),
    );
    const known = seen[index];
    if (known) seen[index] = { ...known, peaks: new Map([...known.peaks, [scale, peak]]) };
    else seen.push({ peaks: new Map([[scale, peak]]), surest: peak });
  }
  return suppress(seen.map(({ peaks }) => joined(peaks, byScale.length)));
}

function joined(byScale: ReadonlyMap<number, Peak>, scales: number): JoinedPeak {
  const peaks = [...byScale.values()];
  const total = peaks.reduce((sum, { score }) => sum + score, 0);
  const mean = (value: (peak: Peak) => number): number =>
    peaks.reduce((sum, peak) => sum + value(peak) * peak.score, 0) / total;
  const typeScores = Object.fromEntries(
    LESION_TYPES.map((type) => [type, mean((peak) => peak.typeScores[type])]),
  ) as Record<LesionType, number>;
  return {
    score: total / scales,
    box: {
      x: mean(({ box }) => box.x),
      y: mean(({ box }) => box.y),
      width: mean(({ box }) => box.width),
      height: mean(({ box }) => box.height),
    },
    type: likeliestType(typeScores),
    typeScores,
    looks: Array.from({ length: scales }, (_, scale) => byScale.get(scale)?.score ?? 0),
  };
}
