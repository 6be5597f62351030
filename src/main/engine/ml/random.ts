import type { Random } from '../../../shared/random';

export { normal, seededRandom, uniform, type Random } from '../../../shared/random';

/** One seed out of several whole numbers or words, so that each purpose and epoch has a stream of its own. */
export function mixSeed(...parts: readonly (number | string)[]): number {
  let hash = 0x811c9dc5;
  for (const character of parts.join('/')) {
    hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  }
  return hash >>> 0;
}

/** A new array in random order (Fisher–Yates). */
export function shuffled<T>(values: readonly T[], random: Random): readonly T[] {
  const result = [...values];
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [result[last], result[other]] = [result[other] as T, result[last] as T];
  }
  return result;
}
