import { SHIFTED_CAMERA } from '../../shared/phantom/clinic-camera';
import type { SkinTone } from '../../shared/phantom/skin-tone';
import { partOfPatient, type DatasetPart } from '../datasets/clinic/patient-parts';
import type { DemoPhotography } from './add-patient';
import { idsFrom } from './demo-ids';
import type { DemoPatient } from './demo-patients';

/** Small pictures, which render and teach quickly, by a camera that the shipped model has something to learn from. */
export const TEACHING_PHOTOS: DemoPhotography = {
  ...{ width: 448, height: 544, margin: 90, lesionScale: 1.6 },
  ...{ camera: SHIFTED_CAMERA, confirmed: true },
};

/**
 * Patients of each part, each with two visits: more than teaching and comparing need at least, and few enough that the head
 * alone learns.
 */
const PATIENTS: Readonly<Record<DatasetPart, number>> = { train: 10, valid: 3, test: 7 };
/** Brown and dark skin, which the shipped model has seen least of. */
const TONES: readonly SkinTone[] = [4, 5, 6];
const LESIONS = [10, 14, 18, 22] as const;
const FIRST_SEED = 5_000;

/**
 * Patients whose maps are confirmed, as many of each part as teaching needs. Which part somebody belongs to hangs on the
 * library's random number; whoever would fall into a part that is full is left out.
 * @param salt of the library, as `readSplitSalt` gives it.
 */
export function teachingPatients(salt: string): readonly DemoPatient[] {
  const lacking = { ...PATIENTS };
  const patients: DemoPatient[] = [];
  for (let seed = FIRST_SEED; Object.values(lacking).some((count) => count > 0); seed += 1) {
    // A demo patient's first id is the patient's own.
    const part = partOfPatient(salt, idsFrom(seed)(), false);
    if (lacking[part] === 0) continue;
    lacking[part] -= 1;
    patients.push(patientOf(seed, patients.length));
  }
  return patients;
}

function patientOf(seed: number, index: number): DemoPatient {
  const tone = TONES[index % TONES.length] ?? 5;
  const number = String(index + 1).padStart(2, '0');
  return {
    details: {
      ...{ name: `Demo, Taught ${number}`, birthDate: '2004-01-01', localNumber: `T-20${number}` },
      ...{ skinType: tone, notes: '' },
    },
    ...{ tone, seed, lesions: LESIONS[index % LESIONS.length] ?? 14, resolving: 0.4, appearing: 0.3 },
    visits: [
      [0, 3],
      [6, 2],
    ],
    treatments: [],
  };
}
