import { boxCentre, type Point } from '../geometry/viewport';
import { matchLesions, type FateCorrection, type FateLesion } from './match-lesions';
import type { Registration } from './register';

/** After these the shift changes no more: it is found in steps of what the pairs so far lack. */
const ROUNDS = 5;
/** Fewer pairs say nothing of how the photos lie. */
const LEAST_PAIRS = 3;

/**
 * Moves a registration by what its pairs of lesions lack, until they lack nothing: a face that was placed by hand lies
 * aside as a whole. The median of the pairs counts, so a few wrong ones do not. Lesions that a clinician linked are a
 * second place to begin at; the one that pairs more lesions is kept.
 */
export function settleRegistration(
  earlier: readonly FateLesion[],
  later: readonly FateLesion[],
  registration: Registration,
  corrections: readonly FateCorrection[] = [],
): Registration {
  const linked = corrections.filter(({ same }) => same);
  const starts = [
    registration,
    ...(linked.length > 0 ? [movedBy(registration, lackOf(earlier, later, registration, linked))] : []),
  ];
  const settled = starts.map((start) => {
    let now = start;
    for (let round = 0; round < ROUNDS; round += 1) {
      const pairs = matchLesions(earlier, later, now, corrections);
      if (pairs.length < LEAST_PAIRS) break;
      now = movedBy(now, lackOf(earlier, later, now, pairs));
    }
    return { now, pairs: matchLesions(earlier, later, now, corrections).length };
  });
  return settled.reduce((best, other) => (other.pairs > best.pairs ? other : best)).now;
}

/** Median of what the pairs lack, pixels of the earlier photo. */
function lackOf(
  earlier: readonly FateLesion[],
  later: readonly FateLesion[],
  { toEarlier }: Registration,
  pairs: readonly { readonly earlierId: string; readonly laterId: string }[],
): Point {
  const [targets, places] = [middlesOf(earlier), middlesOf(later)];
  const lacks = pairs.flatMap(({ earlierId, laterId }) => {
    const [target, place] = [targets.get(earlierId), places.get(laterId)];
    if (!target || !place) return [];
    const laid = toEarlier(place);
    return [{ x: target.x - laid.x, y: target.y - laid.y }];
  });
  return { x: median(lacks.map(({ x }) => x)), y: median(lacks.map(({ y }) => y)) };
}

const middlesOf = (lesions: readonly FateLesion[]): ReadonlyMap<string, Point> =>
  new Map(lesions.map(({ id, box }) => [id, boxCentre(box)]));

function movedBy(registration: Registration, { x: dx, y: dy }: Point): Registration {
  const { toEarlier, similarity } = registration;
  return {
    ...registration,
    similarity: { ...similarity, x: similarity.x + dx, y: similarity.y + dy },
    toEarlier: (point) => {
      const { x, y } = toEarlier(point);
      return { x: x + dx, y: y + dy };
    },
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
