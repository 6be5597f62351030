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

const laidWrong = (registration: Registration, angle: number): Registration => {
  const away = LAID_WRONG_BY * registration.unit;
  const toEarlier = (point: Point): Point => {
    const { x, y } = registration.toEarlier(point);
    return { x: x + away * Math.cos(angle), y: y + away * Math.sin(angle) };
  };
  return { ...registration, toEarlier };
};
