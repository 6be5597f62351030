import { IGA_NAMES } from '../../../../shared/clinical/grading/iga';
import { signed } from '../../../../shared/signed';
import type { TimelinePoint } from '../../../../shared/record/timeline';
import { countOf, dayText } from '../../../ui/format';

/** What became of the lesions since the first visit that was counted, in a word or two. */
export const changeWords = ({ percent, isBaseline, total, isRealChange }: TimelinePoint): string => {
  if (total === null) return '–';
  if (isBaseline) return 'baseline';
  return percent === null ? 'n/a' : `${isRealChange === false ? '≈ ' : ''}${signed(percent)} %`;
};

/**
 * A visit on the chart in one line. The interval is that of this count: another photo, which has an error of its own,
 * may well show a count beyond it.
 */
export const pointWords = (point: TimelinePoint): string =>
  [
    `Visit of ${dayText(point.date)}`,
    point.total === null ? 'not counted' : countOf(point.total, 'lesion'),
    point.iga === null ? null : `IGA ${point.iga}, ${IGA_NAMES[point.iga]}`,
    point.interval && `95 % interval ${point.interval.low} to ${point.interval.high}`,
    point.percent === null ? null : `${signed(point.percent)} % since the baseline`,
    point.isRealChange === false ? 'which repeated photos alone may bring about' : null,
  ]
    .filter(Boolean)
    .join('; ');
