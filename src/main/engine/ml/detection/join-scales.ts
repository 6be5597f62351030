import { LESION_TYPES, type LesionType } from '../../../../shared/clinical/lesion';
import { likeliestType, type Peak } from './peaks';
import { isSameLesion, suppress } from './suppress';

/** The same lesion, as the scales at which it was found saw it. */
interface Seen {
  readonly peaks: readonly Peak[];
  /** Scales that it was found at. */
  readonly scales: ReadonlySet<number>;
}

/**
 * Joins what was found on one photo looked at in several sizes (weighted box fusion: Solovyev, Wang & Gabruseva
 * 2021): boxes and types are means weighted by score; the score is the mean over all scales, so that what only one of
 * them shows is less certain.
 * @param byScale lesions of each scale, no two of them the same lesion, all in pixels of the same photo.
 */
export function joinScales(byScale: readonly (readonly Peak[])[]): readonly Peak[] {
  const [only, ...more] = byScale;
  if (more.length === 0) return only ?? [];
  const all = byScale
    .flatMap((peaks, scale) => peaks.map((peak) => ({ peak, scale })))
    .sort((a, b) => b.peak.score - a.peak.score);
  const seen: Seen[] = [];
  for (const { peak, scale } of all) {
    const index = seen.findIndex(
      ({ peaks: [first], scales }) => !scales.has(scale) && first && isSameLesion(peak.box, first.box),
    );
    const known = seen[index];
    if (known) seen[index] = { peaks: [...known.peaks, peak], scales: new Set([...known.scales, scale]) };
    else seen.push({ peaks: [peak], scales: new Set([scale]) });
  }
  return suppress(seen.map(({ peaks }) => joined(peaks, byScale.length)));
}

function joined(peaks: readonly Peak[], scales: number): Peak {
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
  };
}
