import { signed } from '../../../../shared/signed';
import type { TimelinePoint } from '../../../../shared/record/timeline';

/** What became of the lesions since the first visit that was counted, in a word or two. */
export const changeWords = ({ percent, isBaseline, total, isRealChange }: TimelinePoint): string => {
  if (total === null) return '–';
  if (isBaseline) return 'baseline';
  return percent === null ? 'n/a' : `${isRealChange === false ? '≈ ' : ''}${signed(percent)} %`;
};
