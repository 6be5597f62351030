import type { Iga } from '../../shared/clinical/grading/iga';
import type { PatientDetails } from '../../shared/record/patient';
import type { TreatmentDetails } from '../../shared/record/treatment';
import type { SkinTone } from '../../shared/phantom/skin-tone';

/** A patient of the demo clinic: nobody, with a year of acne. */
export interface DemoPatient {
  readonly details: PatientDetails;
  readonly tone: SkinTone;
  /** Of face and lesions. */
  readonly seed: number;
  /** Weeks from the first visit, ascending, with the grade that was given. */
  readonly visits: readonly (readonly [week: number, iga: Iga])[];
  /** Lesions at the first visit. */
  readonly lesions: number;
  /** Whether the left and the right side are photographed, too. */
  readonly sideViews?: true;
  /** Share gone by the next visit, and new ones as a share of those at the first. */
  readonly resolving: number;
  readonly appearing: number;
  /** Weeks from the first visit. */
  readonly treatments: readonly (readonly [
    details: Omit<TreatmentDetails, 'startedOn' | 'endedOn'>,
    from: number,
    to: number | null,
  ])[];
}

const person = (
  name: string,
  birthDate: string,
  localNumber: string,
  skinType: number,
  notes = '',
): PatientDetails => ({ name, birthDate, localNumber, skinType, notes });

const treatment = (name: string, dose: string) => ({ name, dose, notes: '' });

const RETINOID = treatment('topical retinoid', 'adapalene 0.1 %, evenings');
const PEROXIDE = treatment('benzoyl peroxide', '2.5 %, mornings');
const DOXYCYCLINE = treatment('doxycycline', '100 mg a day');
const AZELAIC = treatment('azelaic acid', '20 %, twice a day');
const ISOTRETINOIN = treatment('isotretinoin', '0.5 mg/kg a day');

/** Names and dates are made up; so are the faces. */
export const DEMO_PATIENTS: readonly DemoPatient[] = [
  {
    details: person('Demo, Amara', '2004-03-18', 'D-1001', 5),
    ...{ tone: 5, seed: 101, lesions: 38, resolving: 0.4, appearing: 0.15 },
    visits: [
      [0, 3],
      [6, 3],
      [12, 2],
      [26, 2],
      [40, 1],
    ],
    treatments: [
      [RETINOID, 0, null],
      [PEROXIDE, 0, 26],
    ],
  },
  {
    details: person('Demo, Bruno', '2007-11-02', 'D-1002', 2, 'Asks about scars.'),
    ...{ tone: 2, seed: 202, sideViews: true, lesions: 46, resolving: 0.35, appearing: 0.2 },
    visits: [
      [0, 4],
      [4, 3],
      [12, 3],
      [20, 2],
    ],
    treatments: [
      [DOXYCYCLINE, 0, 12],
      [RETINOID, 0, null],
    ],
  },
  {
    details: person('Demo, Chiara', '1999-06-25', 'D-1003', 3),
    ...{ tone: 3, seed: 303, lesions: 24, resolving: 0.3, appearing: 0.3 },
    visits: [
      [0, 2],
      [12, 2],
      [24, 2],
    ],
    treatments: [[AZELAIC, 0, null]],
  },
  {
    details: person('Demo, Dmitri', '2001-01-09', 'D-1004', 1),
    ...{ tone: 1, seed: 404, lesions: 52, resolving: 0.55, appearing: 0.08 },
    visits: [
      [0, 4],
      [8, 3],
      [16, 2],
      [24, 1],
      [36, 0],
      [52, 0],
    ],
    treatments: [[ISOTRETINOIN, 0, 26]],
  },
  {
    details: person('Demo, Ebere', '2005-09-14', 'D-1005', 6),
    ...{ tone: 6, seed: 505, lesions: 30, resolving: 0.3, appearing: 0.4 },
    visits: [
      [0, 3],
      [6, 3],
      [12, 3],
      [18, 3],
    ],
    treatments: [
      [PEROXIDE, 0, 12],
      [RETINOID, 12, null],
    ],
  },
  {
    details: person('Demo, Farid', '2003-04-30', 'D-1006', 4, 'Razor bumps on the neck, not acne.'),
    ...{ tone: 4, seed: 606, lesions: 20, resolving: 0.45, appearing: 0.1 },
    visits: [
      [0, 2],
      [12, 1],
      [30, 1],
    ],
    treatments: [[RETINOID, 0, null]],
  },
];
