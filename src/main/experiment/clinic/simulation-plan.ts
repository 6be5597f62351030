import type { RecipeSettings } from '../../../shared/training/recipe';
import { PERFECT, SLOPPY, type Clinician } from './clinician';

/** In what order photos are confirmed: as they come, or those first that would teach most. */
export const CONFIRMATION_ORDERS = ['random', 'review'] as const;
export type ConfirmationOrder = (typeof CONFIRMATION_ORDERS)[number];

export const CLINICIANS = { perfect: PERFECT, sloppy: SLOPPY } as const satisfies Record<string, Clinician>;
export type ClinicianName = keyof typeof CLINICIANS;

/** One way through a simulated clinic: who corrects its photos, and in what order. */
export interface CoursePlan {
  readonly clinician: ClinicianName;
  readonly order: ConfirmationOrder;
}

export interface SimulationPlan {
  /** Confirmed photos at which curves are measured, ascending; 0 is the starter. */
  readonly counts: readonly number[];
  readonly testPhotos: number;
  /** Pixels of the photos. */
  readonly side: number;
  readonly seed: number;
  /** The first is the one whose last model challenges the starter. */
  readonly courses: readonly CoursePlan[];
  /** In place of the recipe's own. */
  readonly settings?: RecipeSettings;
}

export const FULL_SIMULATION: SimulationPlan = {
  ...{ counts: [0, 25, 50, 100, 200], testPhotos: 48, side: 512, seed: 11 },
  courses: [
    { clinician: 'perfect', order: 'random' },
    { clinician: 'sloppy', order: 'random' },
    { clinician: 'perfect', order: 'review' },
  ],
};
export const QUICK_SIMULATION: SimulationPlan = {
  ...{ counts: [0, 25, 50], testPhotos: 32, side: 512, seed: 11 },
  courses: [{ clinician: 'perfect', order: 'random' }],
};

/** A plan with photos confirmed in one order alone. */
export function inOrder(plan: SimulationPlan, order: ConfirmationOrder): SimulationPlan {
  const clinicians = [...new Set(plan.courses.map(({ clinician }) => clinician))];
  return { ...plan, courses: clinicians.map((clinician) => ({ clinician, order })) };
}

const mostOf = ({ counts }: SimulationPlan): number => Math.max(...counts);
const hasReview = ({ courses }: SimulationPlan): boolean => courses.some(({ order }) => order === 'review');

/** Who chooses needs more than is chosen: so many photos wait for each that is confirmed by review at last. */
const CHOICE = 2;
/** Photos that are looked through, as in the app. */
const MOST_CHOICE = 200;

/** Photos that the clinic has taken. */
export const poolOf = (plan: SimulationPlan): number =>
  Math.max(mostOf(plan), hasReview(plan) ? Math.min(MOST_CHOICE, CHOICE * mostOf(plan)) : 0);

/** Where a course is measured: where all photos are confirmed, their order says nothing. */
export const countsOf = (plan: SimulationPlan, { order }: CoursePlan): readonly number[] =>
  plan.counts.filter((count) => count > 0 && (order === 'random' || count < poolOf(plan)));
