import { gradeWords, type Grades, type Scales } from './grades';
import { IGA_NAMES } from './iga';

/**
 * Says what was assumed of lesions whose type is open, and which grades would be worse if it is not so; null where no
 * type is open.
 */
export function openTypeWords({ counts, asPustules, ...mildest }: Grades): string | null {
  if (!asPustules) return null;
  const { inflammatory, unsure } = counts;
  const assumed = [
    inflammatory > 0 && `${inflammatory} inflammatory of unsure type read as ${many(inflammatory, 'papule')}`,
    unsure > 0 && `${unsure} of unsure type read as ${many(unsure, 'comedone')}`,
  ];
  const worse = worseGrades(mildest, asPustules);
  const otherwise =
    worse.length > 0
      ? `If they are pustules: ${worse.join(', ')}.`
      : 'No grade would change if they are pustules.';
  return `${assumed.filter(Boolean).join(', ')}. ${otherwise}`;
}

const many = (count: number, word: string): string => (count === 1 ? `a ${word}` : `${word}s`);

const worseGrades = (mildest: Scales, worst: Scales): readonly string[] => {
  const before = gradeList(mildest);
  return gradeList(worst).filter((grade, index) => grade !== before[index]);
};

const gradeList = ({ suggestedIga, regional, nice, lehmann }: Scales): readonly string[] => [
  `IGA ${suggestedIga} – ${IGA_NAMES[suggestedIga].toLowerCase()}`,
  ...(regional
    ? [
        `GAGS ${regional.gags.total} of ${regional.gags.outOf}`,
        `Hayashi ${gradeWords(regional.hayashi.sides[regional.hayashi.worse].grade)}`,
      ]
    : []),
  `NICE ${gradeWords(nice.grade)}`,
  `Lehmann ${lehmann.grade}`,
];
