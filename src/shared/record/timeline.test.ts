import { expect, it } from 'vitest';
import type { PatientRecord, TreatmentRecord, VisitRecord } from './patient-record';
import { countStated } from '../clinical/stated-type';
import { DETECTOR_REPEAT_ERROR } from '../clinical/grading/repeat-error';
import { timelineOf as timelineWith } from './timeline';

const NOTHING = countStated([]);

const visit = (date: string, papules: number | null, iga: 0 | 1 | 2 | 3 | 4 | null = null): VisitRecord => ({
  ...{ id: date, patientId: 'p', date, treatmentWeek: null, complaint: '', iga, cadi: null, notes: '' },
  photographs: [],
  counted: papules === null ? null : { counts: { ...NOTHING, comedone: 1, papule: papules }, photos: [] },
});
const treatment = (name: string, startedOn: string, endedOn: string | null): TreatmentRecord => ({
  ...{ id: name, patientId: 'p', name, dose: '', startedOn, endedOn, notes: '' },
});
const record = (
  visits: readonly VisitRecord[],
  treatments: readonly TreatmentRecord[] = [],
): PatientRecord => ({
  patient: { id: 'p', name: 'Anna', birthDate: null, localNumber: null, skinType: null, notes: '' },
  ...{ visits, treatments },
});

const timelineOf = (of: PatientRecord) => timelineWith(of, DETECTOR_REPEAT_ERROR);

it('is nothing before the first visit', () => {
  expect(timelineOf(record([]))).toBeNull();
});

it('counts change from the first visit that was counted', () => {
  const { points } = timelineOf(
    record([visit('2025-01-01', null), visit('2025-02-01', 19, 3), visit('2025-03-01', 9, 2)]),
  )!;
  expect(points.map(({ total, percent, isBaseline }) => [total, percent, isBaseline])).toEqual([
    [null, null, false],
    [20, null, true],
    [10, -50, false],
  ]);
});

it('knows no percentage of nothing', () => {
  const none = visit('2025-01-01', 0);
  const { points } = timelineOf(
    record([{ ...none, counted: { ...none.counted!, counts: NOTHING } }, visit('2025-02-01', 4)]),
  )!;
  expect(points[1]).toMatchObject({ total: 5, percent: null });
});

it('puts treatments that overlap in rows of their own, and the review after twelve weeks', () => {
  const { bands, reviews, from, to } = timelineOf(
    record(
      [visit('2025-01-10', 9), visit('2025-06-01', 3)],
      [
        treatment('retinoid', '2025-01-01', '2025-03-01'),
        treatment('doxycycline', '2025-02-01', null),
        treatment('azelaic acid', '2025-04-01', '2025-05-01'),
        treatment('long ago', '2020-01-01', '2020-02-01'),
      ],
    ),
  )!;
  expect(bands.map(({ name, lane, goesOn }) => [name, lane, goesOn])).toEqual([
    ['retinoid', 0, false],
    ['doxycycline', 1, true],
    ['azelaic acid', 0, false],
  ]);
  expect(reviews).toEqual(['2025-03-26', '2025-04-26', '2025-06-24']);
  expect([from, to]).toEqual(['2025-01-01', '2025-06-24']);
});

it('gives a single visit an axis of four weeks', () => {
  expect(timelineOf(record([visit('2025-01-10', 9)]))).toMatchObject({
    from: '2025-01-10',
    to: '2025-02-07',
  });
});

it('shows a treatment that was begun after the last visit, up to its review', () => {
  const visits = [visit('2025-01-10', 9), visit('2025-06-01', 3)];
  const begunOn = (day: string) => timelineOf(record(visits, [treatment('retinoid', day, null)]))!;
  expect(begunOn('2025-06-02')).toMatchObject({
    bands: [{ name: 'retinoid', from: '2025-06-02', to: '2025-08-25', goesOn: true }],
    reviews: ['2025-08-25'],
    to: '2025-08-25',
  });
  // A year that was mistyped does not press the visits together.
  expect(begunOn('2052-06-02')).toMatchObject({ bands: [], to: '2025-06-01' });
});
