import type { StatedType } from '../clinical/stated-type';

/**
 * Whether what is said of two lesions cannot be said of the same one: a comedone and a papule, or a comedone and an
 * inflammatory lesion. What is open on either side is no difference.
 */
export function typesDiffer(a: StatedType | null, b: StatedType | null): boolean {
  if (a === null || b === null || a === b) return false;
  if (a === 'inflammatory' || b === 'inflammatory') return a === 'comedone' || b === 'comedone';
  return true;
}
