import type { TypeScores } from '../clinical/lesion';
import { statedType, type StatedType } from '../clinical/stated-type';
import { intersectionOverUnion, type Box } from '../geometry/box';
import type { LesionMark } from './lesion-mark';

/** What merging needs of a detection. */
export interface LayerDetection {
  readonly id: string;
  readonly typeScores: TypeScores;
  readonly score: number;
  readonly box: Box;
}

/** One lesion of both layers together: the model's, the clinician's, or one that both speak of. */
export interface MergedLesion<D extends LayerDetection = LayerDetection> {
  /** The detection's id where there is one: judging a lesion does not change it. */
  readonly id: string;
  /** The clinician's word before the model's; null where whoever spoke is not sure. */
  readonly type: StatedType | null;
  readonly box: Box;
  readonly detection: D | null;
  readonly mark: LesionMark | null;
}

/** Two boxes that overlap by this much, intersection over union, speak of the same lesion. */
const SAME_LESION = 0.5;

/**
 * Lays the clinician's layer over the model's, one to one by overlap, the closest pairs first. Detections keep their
 * order and come first; marks without a detection follow. Rejections of what is no longer detected are left out.
 */
export function mergeLayers<D extends LayerDetection>(
  detections: readonly D[],
  marks: readonly LesionMark[],
): readonly MergedLesion<D>[] {
  const markOf = pairUp(detections, marks);
  const taken = new Set(markOf.values());
  return [
    ...detections.map((detection): MergedLesion<D> => {
      const mark = markOf.get(detection.id) ?? null;
      const type = mark ? mark.type : statedType(detection.typeScores);
      return { id: detection.id, type, box: (mark ?? detection).box, detection, mark };
    }),
    ...marks
      .filter((mark) => !taken.has(mark) && mark.verdict !== 'rejected')
      .map((mark): MergedLesion<D> => ({ ...mark, detection: null, mark })),
  ];
}

function pairUp(
  detections: readonly LayerDetection[],
  marks: readonly LesionMark[],
): ReadonlyMap<string, LesionMark> {
  if (marks.length === 0) return new Map();
  const pairs = marks.flatMap((mark) =>
    detections.map(({ id, box }) => ({ id, mark, overlap: overlapOf(mark, box) })),
  );
  const paired = new Map<string, LesionMark>();
  const taken = new Set<LesionMark>();
  for (const { id, mark, overlap } of pairs.sort((a, b) => b.overlap - a.overlap)) {
    if (overlap < SAME_LESION) break;
    if (paired.has(id) || taken.has(mark)) continue;
    paired.set(id, mark);
    taken.add(mark);
  }
  return paired;
}

/** A mark that was moved still answers for the detection it was moved from. */
const overlapOf = ({ box, detected }: LesionMark, other: Box): number =>
  Math.max(intersectionOverUnion(box, other), detected ? intersectionOverUnion(detected.box, other) : 0);

/** Whether a lesion counts: the clinician's word, or else a score of at least `minScore`, 0–1. */
export const isCounted = ({ mark, detection }: MergedLesion, minScore: number): boolean =>
  mark ? mark.verdict !== 'rejected' : (detection?.score ?? 0) >= minScore;
