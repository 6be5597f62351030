import { gradeWords, type Grades } from '../../../shared/clinical/grading/grades';
import { openTypeWords } from '../../../shared/clinical/grading/open-type-words';
import { IGA_NAMES, type Iga } from '../../../shared/clinical/grading/iga';
import { NICE_LIMITS } from '../../../shared/clinical/grading/nice';
import { REGION_NAMES } from '../../../shared/clinical/region';
import { escaped } from './printed-page';

/** One scale's result with its working, as text. */
export interface GradeLine {
  readonly scale: string;
  readonly value: string;
  readonly working: string;
}

export const igaWords = (iga: Iga): string => `${iga} – ${IGA_NAMES[iga].toLowerCase()}`;

/** What every scale says, in the order in which reports list them. @param iga the clinician's own. */
export function gradeLines(
  { suggestedIga, regional, nice, lehmann, classes }: Grades,
  iga: Iga | null,
): readonly GradeLine[] {
  return [
    {
      scale: 'IGA',
      value: iga === null ? 'not graded' : igaWords(iga),
      working: `suggested by counts: ${igaWords(suggestedIga)}`,
    },
    ...regionalLines(regional, classes.inflammatory),
    {
      scale: 'NICE NG198',
      value: gradeWords(nice.grade),
      working: `inflammatory ${classes.inflammatory} (${NICE_LIMITS.inflammatory} or more: severe), nodules ${classes.nodules} (${NICE_LIMITS.nodules} or more: severe)`,
    },
    {
      scale: 'Lehmann',
      value: lehmann.grade,
      working: lehmann.lines.map(({ counted, count, grade }) => `${counted} ${count}: ${grade}`).join('; '),
    },
  ];
}

/** What was assumed of lesions whose type is open; safe HTML, empty where none is. */
export function openTypes(grades: Grades): string {
  const words = openTypeWords(grades);
  return words ? `<p class="open">${escaped(words)}</p>` : '';
}

/** @param inflammatory papules and pustules in whatever region: halves of the face do not hold those outside it. */
function regionalLines(regional: Grades['regional'], inflammatory: number): readonly GradeLine[] {
  if (!regional) {
    const unknown = { value: 'n/a', working: 'no face was found on the photo; it can be placed by hand' };
    return [
      { scale: 'GAGS, face', ...unknown },
      { scale: 'Hayashi', ...unknown },
    ];
  }
  const { gags, hayashi } = regional;
  const { right, left } = hayashi.sides;
  const elsewhere = inflammatory - right.inflammatory - left.inflammatory;
  return [
    {
      scale: 'GAGS, face',
      value: `${gags.total} of ${gags.outOf}`,
      working: gags.lines
        .map(
          ({ region, factor, grade, score, assumed }) =>
            `${REGION_NAMES[region]} ${factor} × ${grade} = ${score}${assumed ? ' (type assumed)' : ''}`,
        )
        .join('; '),
    },
    {
      scale: 'Hayashi',
      value: gradeWords(hayashi.sides[hayashi.worse].grade),
      working: `papules and pustules: right half ${right.inflammatory}, left half ${left.inflammatory}${elsewhere > 0 ? `; not counted, in no region of the face: ${elsewhere}` : ''}`,
    },
  ];
}
