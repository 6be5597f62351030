import type { MarkVerdict } from '../../../../shared/lesion-marks/lesion-mark';

/** What became of a lesion in the clinician's hands. */
export const VERDICT_WORDS: Readonly<Record<MarkVerdict, string>> = {
  accepted: 'Accepted',
  rejected: 'Rejected',
  changed: 'Put right',
  added: 'Added',
};
