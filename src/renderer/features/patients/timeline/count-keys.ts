import { shownCountKeys, type StatedCountKey } from '../../../../shared/clinical/stated-type';
import type { TimelinePoint } from '../../../../shared/record/timeline';

/** Lines of the chart: what is open only where a visit has any. */
export const countKeysOf = (points: readonly TimelinePoint[]): readonly StatedCountKey[] =>
  shownCountKeys(points.flatMap(({ counts }) => counts ?? []));
