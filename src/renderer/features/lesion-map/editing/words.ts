import type { BodyRegion } from '../../../../shared/clinical/region';
import type { MarkVerdict } from '../../../../shared/lesion-marks/lesion-mark';

/** What became of a lesion in the clinician's hands. */
export const VERDICT_WORDS: Readonly<Record<MarkVerdict, string>> = {
  accepted: 'Accepted',
  rejected: 'Rejected',
  changed: 'Put right',
  added: 'Added',
};

/** Regions as a clinician says them; sides are the patient's own. */
export const REGION_NAMES: Readonly<Record<BodyRegion, string>> = {
  forehead: 'Forehead',
  'right-cheek': 'Right cheek',
  'left-cheek': 'Left cheek',
  nose: 'Nose',
  perioral: 'Round the mouth',
  chin: 'Chin',
  trunk: 'Chest or back',
};
