import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LESION_TYPES, type LesionType } from '../../../../shared/clinical/lesion';
import { challenge, type TestedPhoto } from './challenge';
import type { TypedPhoto } from './judged-photo';
import { countErrorOf, f1Of, figureByPatient, sumsByPatient } from './patient-sums';

const THRESHOLDS = { champion: 0.5, challenger: 0.5 };
const box = (index: number) => ({ x: 40 * index, y: 0, width: 10, height: 10 });

/** A photo with so many lesions, of which some are hit, and false marks beside them. */
function seen(lesions: number, hits: number, falseMarks: number, type: LesionType = 'papule'): TypedPhoto {
  const references = Array.from({ length: lesions }, (_, index) => ({ box: box(index), allowed: [type] }));
  const mark = (index: number, y: number) => ({ box: { ...box(index), y }, score: 0.9, type });
  return {
    references,
    detections: [
      ...Array.from({ length: hits }, (_, index) => mark(index, 0)),
      ...Array.from({ length: falseMarks }, (_, index) => mark(index, 500)),
    ],
  };
}

const photo = (patient: number, champion: TypedPhoto, challenger: TypedPhoto, group: string | null = null) =>
  ({ patient: `p${patient}`, group, champion, challenger }) satisfies TestedPhoto;

const patients = (count: number, of: (patient: number) => TestedPhoto): readonly TestedPhoto[] =>
  Array.from({ length: count }, (_, patient) => of(patient));

it('counts F1 and count error at each model’s own threshold', () => {
  const judged = seen(10, 6, 4);
  const unsure = { ...judged, detections: judged.detections.map((mark) => ({ ...mark, score: 0.4 })) };
  const figures = (one: TypedPhoto) => {
    const sums = sumsByPatient([{ patient: 'a', group: null, judged: one }], 0.5);
    return [f1Of, countErrorOf].map((figure) => figureByPatient(figure, sums, 1).value);
  };
  expect(figures(judged)).toEqual([0.6, 0]);
  expect(figures(unsure)).toEqual([0, 10]);
  const both = challenge([photo(1, judged, unsure)], { champion: 0.5, challenger: 0.3 }, 1);
  expect(both.f1).toMatchObject({ champion: 0.6, challenger: 0.6 });
});

describe('the verdict', () => {
  it('promotes what is better with every patient, and says by how much', () => {
    const { promoted, reason, f1 } = challenge(
      patients(12, (patient) => photo(patient, seen(10, 5, 5), seen(10, 8, 2))),
      THRESHOLDS,
      1,
    );
    expect(promoted).toBe(true);
    expect(f1.difference?.low).toBeCloseTo(0.3, 10);
    expect(reason).toContain('better at finding lesions');
    expect(reason).toContain('F1 0.800 after 0.500');
  });

  it('keeps the champion where the difference may be chance', () => {
    const uneven = patients(12, (patient) =>
      patient % 2 === 0
        ? photo(patient, seen(10, 5, 5), seen(10, 7, 3))
        : photo(patient, seen(10, 7, 3), seen(10, 5, 5)),
    );
    expect(challenge(uneven, THRESHOLDS, 1)).toMatchObject({
      promoted: false,
      reason: expect.stringContaining('may be chance') as unknown,
    });
  });

  it('keeps the champion where one lesion type is found worse, however much better the rest', () => {
    const mixed = [
      ...patients(12, (patient) => photo(patient, seen(10, 4, 6), seen(10, 10, 0))),
      ...patients(12, (patient) => photo(patient, seen(5, 4, 1, 'nodule'), seen(5, 1, 4, 'nodule'))),
    ];
    const { promoted, reason } = challenge(mixed, THRESHOLDS, 1);
    expect(promoted).toBe(false);
    expect(reason).toContain('finding those of: nodule');
  });

  it('keeps the champion where one group of patients is served worse', () => {
    const mixed = [
      ...patients(12, (patient) => photo(patient, seen(10, 4, 6), seen(10, 10, 0), 'skin type II')),
      ...patients(12, (patient) => photo(100 + patient, seen(5, 4, 1), seen(5, 1, 4), 'skin type VI')),
    ];
    expect(challenge(mixed, THRESHOLDS, 1).reason).toContain('skin type VI');
  });

  it('takes photos of one patient as one: many photos of a single patient prove nothing', () => {
    const one = patients(40, () => photo(7, seen(10, 5, 5), seen(10, 8, 2)));
    const { patients: count, f1 } = challenge(one, THRESHOLDS, 1);
    expect(count).toBe(1);
    expect(f1.difference).toMatchObject({ low: expect.closeTo(0.3, 10) as unknown });
  });
});

it('never promotes a model over itself, and is the same for the same seed', () => {
  const any = fc.array(
    fc.record({
      patient: fc.integer({ min: 0, max: 5 }),
      lesions: fc.integer({ min: 0, max: 8 }),
      hits: fc.nat(8),
      falseMarks: fc.nat(5),
      type: fc.constantFrom(...LESION_TYPES),
    }),
    { minLength: 1, maxLength: 10 },
  );
  fc.assert(
    fc.property(any, (photos) => {
      const tested = photos.map(({ patient, lesions, hits, falseMarks, type }) => {
        const judged = seen(lesions, Math.min(hits, lesions), falseMarks, type);
        return photo(patient, judged, judged);
      });
      const verdict = challenge(tested, THRESHOLDS, 3);
      expect(verdict.promoted).toBe(false);
      expect(challenge(tested, THRESHOLDS, 3)).toEqual(verdict);
    }),
    { numRuns: 10 },
  );
});
