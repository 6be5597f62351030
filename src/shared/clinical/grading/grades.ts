import type { BodyRegion, BodySide } from '../region';
import { countStated, type StatedCounts, type StatedType } from '../stated-type';
import { gags, type Gags } from './gags';
import { classifyLesions, type LesionClasses } from './graded-lesion';
import { hayashi, type Hayashi } from './hayashi';
import { suggestIga, type Iga } from './iga';
import { lehmann, type Lehmann } from './lehmann';
import { nice, type Nice } from './nice';
import { readTypes, type TypeReading } from './open-type';

/** What every scale makes of the lesions of one photo of a face, under one reading of open types. */
export interface Scales {
  /** As the scales counted them. */
  readonly classes: LesionClasses;
  readonly suggestedIga: Iga;
  /** Null without a face: nobody knows which regions the photo shows; a lesion's own says nothing of the others. */
  readonly regional: { readonly gags: Gags; readonly hayashi: Hayashi } | null;
  readonly nice: Nice;
  readonly lehmann: Lehmann;
}

export interface Grades extends Scales {
  /** Lesions by what is said of their type, in whatever region. */
  readonly counts: StatedCounts;
  /** The same scales with open types read as pustules; null where no type is open. */
  readonly asPustules: Scales | null;
}

/** A lesion as it is graded: where it lies, and null for a type that is unsure. */
export interface PlacedLesion {
  readonly type: StatedType | null;
  readonly region: BodyRegion;
  readonly side: BodySide;
}

export interface LesionsToGrade {
  /** Every lesion, in whatever region. */
  readonly all: readonly { readonly type: StatedType | null }[];
  /** Those of them whose region and side are known. */
  readonly placed: readonly PlacedLesion[];
}

/**
 * Grades lesions by every scale. Open types are read as the mildest that they can be.
 * @param hasFace whether a face was found or placed by hand, so that an empty region is a clear one.
 */
export function gradesOf(lesions: LesionsToGrade, hasFace: boolean): Grades {
  const counts = countStated(lesions.all);
  const open = counts.inflammatory + counts.unsure > 0;
  return {
    ...scalesOf(lesions, hasFace, 'mildest'),
    counts,
    asPustules: open ? scalesOf(lesions, hasFace, 'pustules') : null,
  };
}

function scalesOf({ all, placed }: LesionsToGrade, hasFace: boolean, reading: TypeReading): Scales {
  const classes = classifyLesions(readTypes(all, reading));
  const graded = readTypes(placed, reading);
  return {
    ...{ classes, suggestedIga: suggestIga(classes), nice: nice(classes), lehmann: lehmann(classes) },
    // Chest and back are not on a photo of a face.
    regional: hasFace ? { gags: gags(graded, false), hayashi: hayashi(graded) } : null,
  };
}

/** A grade as it is written: "mild to moderate". */
export const gradeWords = (grade: string): string => grade.replaceAll('-', ' ');
