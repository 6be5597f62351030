import type { LesionClasses } from './graded-lesion';

export type NiceGrade = 'mild-to-moderate' | 'moderate-to-severe';

/** NICE NG198: 35 inflammatory lesions or 3 nodules make the difference. */
export const NICE_LIMITS = { inflammatory: 35, nodules: 3 } as const;

export interface Nice {
  readonly grade: NiceGrade;
  /** What made it moderate to severe; empty where it is not. */
  readonly because: readonly (keyof typeof NICE_LIMITS)[];
}

/** Severity as NICE NG198 tells it. */
export function nice({ inflammatory, nodules }: LesionClasses): Nice {
  const because = [
    ...(inflammatory >= NICE_LIMITS.inflammatory ? (['inflammatory'] as const) : []),
    ...(nodules >= NICE_LIMITS.nodules ? (['nodules'] as const) : []),
  ];
  return { grade: because.length > 0 ? 'moderate-to-severe' : 'mild-to-moderate', because };
}
