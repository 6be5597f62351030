import { expect, it } from 'vitest';
import { patientDetailsSchema, patientSchema } from './patient';
import { patientRecordSchema } from './patient-record';
import { filingSchema } from './sitting';
import { treatmentDetailsSchema } from './treatment';
import { UNWRITTEN_VISIT, visitDetailsSchema } from './visit';

const ID = '00000000-0000-4000-8000-000000000001';
/** What a field for dates gives where “26” is typed for the year. */
const MISTYPED = '0026-03-01';
const PROBLEM = 'Enter the year with all four digits.';

const patient = (birthDate: string) => ({
  ...{ name: 'Ada', birthDate, localNumber: null, skinType: null, notes: '' },
});
const visit = (date: string) => ({ ...UNWRITTEN_VISIT, date });
const treatment = (startedOn: string, endedOn: string | null) => ({
  ...{ name: 'retinoid', dose: '', startedOn, endedOn, notes: '' },
});
const filing = (date: string) => ({ photoIds: [ID], patientId: ID, visitId: null, date });

it('a year of two digits is not taken for one of the first century', () => {
  const problems = [
    patientDetailsSchema.safeParse(patient(MISTYPED)),
    visitDetailsSchema.safeParse(visit(MISTYPED)),
    treatmentDetailsSchema.safeParse(treatment(MISTYPED, null)),
    filingSchema.safeParse(filing(MISTYPED)),
  ].map(({ error }) => error?.issues[0]?.message);
  expect(problems).toEqual([PROBLEM, PROBLEM, PROBLEM, PROBLEM]);
  expect(patientDetailsSchema.safeParse(patient('1908-02-29')).success).toBe(true);
  expect(visitDetailsSchema.safeParse(visit('2026-03-01')).success).toBe(true);
  expect(treatmentDetailsSchema.safeParse(treatment('2026-03-01', '2026-03-02')).success).toBe(true);
});

it('what was entered so before can still be read, and put right', () => {
  const ids = { id: ID, patientId: ID };
  const record = {
    patient: { id: ID, ...patient(MISTYPED) },
    visits: [{ ...ids, ...visit(MISTYPED), photographs: [], counted: null }],
    treatments: [{ ...ids, ...treatment(MISTYPED, null) }],
  };
  expect(patientRecordSchema.parse(record)).toEqual(record);
  expect(patientSchema.parse(record.patient)).toEqual(record.patient);
});
