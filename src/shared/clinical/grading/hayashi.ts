import type { BodySide } from '../region';
import { classifyLesions, type GradedLesion } from './graded-lesion';

export const HAYASHI_GRADES = ['mild', 'moderate', 'severe', 'very-severe'] as const;
export type HayashiGrade = (typeof HAYASHI_GRADES)[number];

export interface HayashiSide {
  /** Papules and pustules on this half of the face. */
  readonly inflammatory: number;
  readonly grade: HayashiGrade;
}

export interface Hayashi {
  readonly sides: Readonly<Record<BodySide, HayashiSide>>;
  /** The side with the higher count; right where both are equal. */
  readonly worse: BodySide;
}

/** Grade by papules and pustules on one half of the face (Hayashi et al. 2008). */
export function hayashiGrade(inflammatory: number): HayashiGrade {
  if (inflammatory <= 5) return 'mild';
  if (inflammatory <= 20) return 'moderate';
  return inflammatory <= 50 ? 'severe' : 'very-severe';
}

/** Both halves of the face (Hayashi et al. 2008); lesions of the trunk don't count. */
export function hayashi(lesions: readonly GradedLesion[]): Hayashi {
  const half = (side: BodySide): HayashiSide => {
    const onFace = lesions.filter((lesion) => lesion.side === side && lesion.region !== 'trunk');
    const { inflammatory } = classifyLesions(onFace);
    return { inflammatory, grade: hayashiGrade(inflammatory) };
  };
  const sides = { right: half('right'), left: half('left') };
  return { sides, worse: sides.left.inflammatory > sides.right.inflammatory ? 'left' : 'right' };
}
