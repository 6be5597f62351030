import type { LesionType } from '../../../../shared/clinical/lesion';
import { TYPE_MARKS, typeMark } from '../../../../shared/clinical/type-marks';
import type { Mark } from '../store/mark';

export const TYPE_STYLES = TYPE_MARKS;

/** The order of rows and legends: non-inflammatory first, then by the depth of the lesion. */
export const TYPE_ORDER: readonly LesionType[] = ['comedone', 'papule', 'pustule', 'nodule'];

/** Ground truth in blue and predictions in yellow, as in Figure 5 of the seed study. */
export const REFERENCE_COLOUR = '#4da3ff';
export const PREDICTION_COLOUR = '#ffe100';
/** A lesion that the clinician rejected. */
export const REJECTED_COLOUR = '#9a9a9a';

/**
 * The colour of a mark.
 * @param comparing whether labels and detections are shown against each other: then colour tells those
 *   two apart, and stroke and letters alone tell the type.
 */
export function markColour(
  { kind, type, verdict }: Pick<Mark, 'kind' | 'type' | 'verdict'>,
  comparing: boolean,
): string {
  if (kind === 'reference') return REFERENCE_COLOUR;
  if (verdict === 'rejected') return REJECTED_COLOUR;
  return comparing ? PREDICTION_COLOUR : typeMark(type).colour;
}
