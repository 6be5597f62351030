import { uniform, type Random } from '../random';

/** How marked a lesion is: 0.35 (just visible) to 1.15, the faint ones being the more frequent. */
export const drawStrength = (random: Random): number => 0.35 + 0.8 * Math.pow(uniform(random, 0, 1), 1.3);
