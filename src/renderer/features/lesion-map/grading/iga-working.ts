import { IGA_CUT_OFFS, type Iga } from '../../../../shared/clinical/grading/iga';
import { countOf } from '../../../ui/format';

/** Why counts suggest a grade: the limits that hold for it. */
export function igaWorking(iga: Iga): string {
  if (iga === 0) return 'No lesion.';
  const limits = IGA_CUT_OFFS[iga - 1];
  if (!limits) return 'More than the limits of grade 3.';
  const { nonInflammatory, inflammatory, nodules } = limits;
  return `At most ${countOf(nonInflammatory, 'comedone')}, ${countOf(inflammatory, 'papule or pustule', 'papules or pustules')}, ${countOf(nodules, 'nodule')}.`;
}
