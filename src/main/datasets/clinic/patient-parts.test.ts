import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../shared/random';
import { DATASET_PARTS, PART_SHARES, partOfPatient, placeOfPatient } from './patient-parts';

const random = seededRandom(5);
const patients = Array.from({ length: 4_000 }, () => `patient-${random()}`);
const salts = Array.from({ length: 5 }, () => `salt-${random()}`);

describe.each(salts)('with %s', (salt) => {
  it('gives each part its share of the patients', () => {
    for (const part of DATASET_PARTS) {
      const share =
        patients.filter((patient) => partOfPatient(salt, patient, false) === part).length / patients.length;
      // Five standard deviations of a binomial share.
      const tolerance = 5 * Math.sqrt((PART_SHARES[part] * (1 - PART_SHARES[part])) / patients.length);
      expect(Math.abs(share - PART_SHARES[part])).toBeLessThan(tolerance);
    }
  });

  it('never moves a patient, and lets nobody judge who was learned from', () => {
    for (const patient of patients) {
      const part = partOfPatient(salt, patient, false);
      expect(partOfPatient(salt, patient, false)).toBe(part);
      expect(partOfPatient(salt, patient, true)).toBe(part === 'test' ? 'train' : part);
      const place = placeOfPatient(salt, patient);
      expect(place >= 0 && place < 1).toBe(true);
    }
  });
});

it('parts the patients of two clinics differently', () => {
  const [one = '', other = ''] = salts;
  const same = patients.filter(
    (patient) => partOfPatient(one, patient, false) === partOfPatient(other, patient, false),
  );
  // By chance: the sum of the squared shares.
  expect(same.length / patients.length).toBeCloseTo(0.445, 1);
});
