import { totalOf, type LesionClasses } from './graded-lesion';

export const LEHMANN_GRADES = ['mild', 'moderate', 'severe'] as const;
export type LehmannGrade = (typeof LEHMANN_GRADES)[number];

/** What counts and its limits: below the first mild, above the second severe. */
export const LEHMANN_LIMITS = {
  comedones: [20, 100],
  inflammatory: [15, 50],
  total: [30, 125],
} as const;
/** More nodules than these are severe. The source counts cysts; Macule's type "nodule" stands for both. */
export const LEHMANN_NODULES = 5;

export interface LehmannLine {
  readonly counted: keyof typeof LEHMANN_LIMITS | 'nodules';
  readonly count: number;
  readonly grade: LehmannGrade;
}

export interface Lehmann {
  readonly lines: readonly LehmannLine[];
  /** That of the worst line. */
  readonly grade: LehmannGrade;
}

/** Severity by counts (Lehmann et al. 2002): the worst of its components. */
export function lehmann(classes: LesionClasses): Lehmann {
  const counts = {
    comedones: classes.nonInflammatory,
    inflammatory: classes.inflammatory,
    total: totalOf(classes),
  };
  const limited = (Object.keys(LEHMANN_LIMITS) as (keyof typeof LEHMANN_LIMITS)[]).map((counted) => {
    const [moderate, severe] = LEHMANN_LIMITS[counted];
    const count = counts[counted];
    return {
      counted,
      count,
      grade: count < moderate ? 'mild' : count <= severe ? 'moderate' : 'severe',
    } as const;
  });
  const nodules: LehmannLine = {
    counted: 'nodules',
    count: classes.nodules,
    grade: classes.nodules > LEHMANN_NODULES ? 'severe' : 'mild',
  };
  const lines: readonly LehmannLine[] = [...limited, nodules];
  const worst = Math.max(...lines.map(({ grade }) => LEHMANN_GRADES.indexOf(grade)));
  return { lines, grade: LEHMANN_GRADES[worst] ?? 'mild' };
}
