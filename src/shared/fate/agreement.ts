import type { Point } from '../geometry/viewport';
import { matchLesions, type FateLesion, type LesionPair } from './match-lesions';
import type { Registration } from './register';

/** How far the later photo is laid wrong on purpose, in units of the registration: far beyond what a match allows. */
const LAID_WRONG_BY = 0.35;
const DIRECTIONS = 8;
/** Standard deviations (of a count, its square root) that pairs have to exceed chance by. */
const ABOVE_CHANCE = 3;
/** With fewer lesions on either photo, few pairs say nothing. */
const LEAST_LESIONS = 10;
/**
 * Fewer lesions than this share of the earlier ones are what a treatment that works leaves: then few pairs are no
 * reason to doubt how the photos lie.
 */
const MOST_RESOLVED = 0.5;
/** From this share of all possible pairs on, nobody needs to ask about chance. */
const PLAIN_AGREEMENT = 0.5;

/**
 * Whether lesions pair no better than they would if the photos were laid over each other wrongly, although both show
 * enough of them: another person's photo, or landmarks that missed. Landmarks alone do not tell that. Limits chosen on
 * rendered pairs with known fates, all lesions resolved among them: docs/lesion-fate.md.
 */
export function pairsLikeChance(
  earlier: readonly FateLesion[],
  later: readonly FateLesion[],
  registration: Registration,
  pairs: readonly LesionPair[],
): boolean {
  const fewest = Math.min(earlier.length, later.length);
  if (fewest < LEAST_LESIONS || later.length < MOST_RESOLVED * earlier.length) return false;
  if (pairs.length >= PLAIN_AGREEMENT * fewest) return false;
  const chance =
    Array.from({ length: DIRECTIONS }, (_, index) => {
      const angle = (index * 2 * Math.PI) / DIRECTIONS;
      return matchLesions(earlier, later, laidWrong(registration, angle)).length;
    }).reduce((sum, count) => sum + count, 0) / DIRECTIONS;
  return pairs.length <= chance + ABOVE_CHANCE * Math.sqrt(chance);
}

/** Median distance of pairs, in units, beyond which they lie as chance would have them. */
const MOST_RESIDUAL = 0.035;
/** Fewer pairs are what chance gives. */
const LEAST_PAIRS = 3;

/**
 * Whether lesions leave open that a face which was placed by hand lies right: landmarks that were found vouch for
 * themselves, a person's do not, so the lesions have to, few as they may be. Where one photo has none, every fate is the
 * same however the photos lie. Limits chosen on rendered pairs: docs/lesion-fate.md.
 */
export function leavePlacementOpen(
  earlier: readonly FateLesion[],
  later: readonly FateLesion[],
  pairs: readonly LesionPair[],
): boolean {
  const fewest = Math.min(earlier.length, later.length);
  if (fewest === 0) return false;
  if (pairs.length < LEAST_PAIRS && pairs.length < PLAIN_AGREEMENT * fewest) return true;
  return (medianDistance(pairs) ?? 0) > MOST_RESIDUAL;
}

/** Of pairs, in units of the registration; null without any. */
export function medianDistance(pairs: readonly LesionPair[]): number | null {
  const distances = pairs.map(({ distance }) => distance).toSorted((a, b) => a - b);
  return distances[Math.floor(distances.length / 2)] ?? null;
}

const laidWrong = (registration: Registration, angle: number): Registration => {
  const away = LAID_WRONG_BY * registration.unit;
  const toEarlier = (point: Point): Point => {
    const { x, y } = registration.toEarlier(point);
    return { x: x + away * Math.cos(angle), y: y + away * Math.sin(angle) };
  };
  return { ...registration, toEarlier };
};
