import { countStated, type StatedCountKey, type StatedCounts } from '../../../../shared/clinical/stated-type';
import type { LesionMapMark } from './mark';

/** Which of the map's lesions are wanted on the screen. */
export interface Wanted {
  /** Lowest score of a lesion that only the model speaks of, 0–1. */
  readonly minScore: number;
  readonly hiddenTypes: ReadonlySet<StatedCountKey>;
  readonly showModel: boolean;
  readonly showOwn: boolean;
  readonly showRejected: boolean;
  /** Whether any are: beside the labels of a photo they can all be switched off. */
  readonly showAny: boolean;
}

export interface ShownLesions {
  /** Lesions whose type and layer are switched on, in the order given; rejected ones where they are wanted. */
  readonly visible: readonly LesionMapMark[];
  /** Lesions that count, whether or not their type and layer are switched on. */
  readonly counted: readonly LesionMapMark[];
  readonly counts: StatedCounts;
  readonly total: number;
  /** Lesions that count and that the clinician has judged. */
  readonly judged: number;
  readonly rejected: number;
}

/** What the confidence slider and the switches leave of the lesions. */
export function shownLesions(marks: readonly LesionMapMark[], wanted: Wanted): ShownLesions {
  const { minScore, hiddenTypes, showModel, showOwn, showRejected, showAny } = wanted;
  const rejected = marks.filter(({ verdict }) => verdict === 'rejected');
  const counted = marks.filter(({ verdict, lesion }) =>
    verdict ? verdict !== 'rejected' : (lesion?.score ?? 0) >= minScore,
  );
  const visible = marks.filter((mark) => {
    if (!showAny) return false;
    if (mark.verdict === 'rejected') return showRejected;
    if (mark.verdict ? !showOwn : !showModel || (mark.lesion?.score ?? 0) < minScore) return false;
    return !hiddenTypes.has(mark.type ?? 'unsure');
  });
  return {
    visible,
    counted,
    counts: countStated(counted),
    total: counted.length,
    judged: counted.filter(({ verdict }) => verdict !== null).length,
    rejected: rejected.length,
  };
}
