import type { QueuedPhoto } from '../../../../shared/ipc/retraining';
import { countOf } from '../../../ui/format';

/** Why a photo is worth confirming, the weightiest kind of reason first. */
export function reasonsOf({
  expectedCorrections,
  doubtedTypes,
  rareLesions,
  rareSkinType,
  disputedLesions,
}: QueuedPhoto): readonly string[] {
  const corrections = Math.round(expectedCorrections);
  const types = Math.round(doubtedTypes);
  const reasons = [
    ...(rareSkinType ? ['a skin type that few confirmed photos show'] : []),
    ...(rareLesions > 0 ? [`${countOf(rareLesions, 'lesion')} of a rare type`] : []),
    ...(disputedLesions > 0 ? [`two models disagree about ${countOf(disputedLesions, 'lesion')}`] : []),
    ...(corrections > 0 ? [`about ${countOf(corrections, 'correction')} expected`] : []),
    ...(types > 0 ? [`type in doubt of about ${countOf(types, 'lesion')}`] : []),
  ];
  return reasons.length > 0 ? reasons : ['little in doubt'];
}
