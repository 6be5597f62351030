import { gags, type Gags } from './gags';
import { classifyLesions, type GradedLesion, type LesionClasses } from './graded-lesion';
import { hayashi, type Hayashi } from './hayashi';
import { suggestIga, type Iga } from './iga';
import { lehmann, type Lehmann } from './lehmann';
import { nice, type Nice } from './nice';
import type { LesionType } from '../lesion';

/** What every scale makes of the lesions of one photo of a face. */
export interface Grades {
  readonly classes: LesionClasses;
  readonly suggestedIga: Iga;
  /** Null where regions and sides are not known. */
  readonly regional: { readonly gags: Gags; readonly hayashi: Hayashi } | null;
  readonly nice: Nice;
  readonly lehmann: Lehmann;
}

/**
 * Grades lesions by every scale.
 * @param typed every lesion with a type, in whatever region; `graded` those of them whose region and side are known.
 * @param hasFace whether a face was found, so that an empty region is a clear one.
 */
export function gradesOf(
  {
    typed,
    graded,
  }: {
    readonly typed: readonly { readonly type: LesionType }[];
    readonly graded: readonly GradedLesion[];
  },
  hasFace: boolean,
): Grades {
  const classes = classifyLesions(typed);
  return {
    ...{ classes, suggestedIga: suggestIga(classes), nice: nice(classes), lehmann: lehmann(classes) },
    // Chest and back are not on a photo of a face.
    regional: hasFace || graded.length > 0 ? { gags: gags(graded, false), hayashi: hayashi(graded) } : null,
  };
}

/** A grade as it is written: "mild to moderate". */
export const gradeWords = (grade: string): string => grade.replaceAll('-', ' ');
