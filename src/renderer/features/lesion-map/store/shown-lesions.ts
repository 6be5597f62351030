import { countLesions, type LesionCounts, type LesionType } from '../../../../shared/clinical/lesion';
import type { DetectionMark } from './mark';

export interface ShownLesions {
  /** Detections at or above the threshold whose type is switched on, in the order given. */
  readonly visible: readonly DetectionMark[];
  /** Detections at or above the threshold, whether or not their type is switched on. */
  readonly counts: LesionCounts;
  readonly total: number;
}

/** What the confidence slider (`minScore`, 0–1) and the type switches leave of the detections. */
export function shownLesions(
  marks: readonly DetectionMark[],
  minScore: number,
  hidden: ReadonlySet<LesionType>,
): ShownLesions {
  const above = marks.filter(({ lesion }) => lesion.score >= minScore);
  return {
    visible: hidden.size === 0 ? above : above.filter(({ type }) => !hidden.has(type)),
    counts: countLesions(above),
    total: above.length,
  };
}
