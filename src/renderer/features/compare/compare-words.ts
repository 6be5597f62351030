import type { Comparison } from '../../../shared/ipc/fates';
import { unreachable } from '../../api/remote';
import { countOf } from '../../ui/format';

export type Refused = Extract<Comparison['registration'], { readonly state: 'refused' }>;

export const share = (value: number): string => `${(100 * value).toFixed(1)} %`;

/** "12 → 3 lesions"; a dash for a photo at which nobody has looked. */
export function countsWords({ earlier, later, notAnalysed }: Comparison): string {
  const before = notAnalysed.includes('earlier') ? '–' : earlier.length;
  return `${before} → ${notAnalysed.includes('later') ? '– lesions' : countOf(later.length, 'lesion')}`;
}

const PLACE_IT = 'Open it and place the face by hand (Shift+R).';
const LINK_ONE = 'choose the same lesion on both and press L.';

/** Why two photos were not laid over each other, and what helps. */
export function refusalWords(
  { refusal, byHand, residual }: Refused,
  notAnalysed: Comparison['notAnalysed'],
): string {
  switch (refusal) {
    case 'not-analysed':
      return notAnalysed.length > 1
        ? 'The photos have not been analysed.'
        : `The ${notAnalysed[0]} photo has not been analysed.`;
    case 'no-face-earlier':
      return `No face was found on the earlier photo. ${PLACE_IT}`;
    case 'no-face-later':
      return `No face was found on the later photo. ${PLACE_IT}`;
    case 'different-view':
      return byHand.length > 0
        ? 'The photos show the face from different sides, or the face that was placed by hand lies wrong.'
        : 'The photos show the face from different sides.';
    case 'no-agreement':
      return `The lesions of the two photos agree no better than chance: they may show different people, or the face ${
        byHand.length > 0 ? 'that was placed by hand lies wrong' : 'was found in the wrong place'
      }. If they are right, ${LINK_ONE}`;
    case 'placement-open':
      return `The lesions do not show that the face which was placed by hand lies right${
        residual === null ? '' : ` (pairs lie ${share(residual)} apart)`
      }. Place it more exactly, or ${LINK_ONE}`;
    default:
      return unreachable(refusal);
  }
}
