import { expect, it } from 'vitest';
import { chosenVisit, NEW_VISIT } from './chosen-visit';

const entry = {
  patient: { id: 'p', name: 'Ada' },
  visits: [{ id: 'v', date: '2025-03-01' }],
  ...{ visitId: NEW_VISIT, date: '2025-04-01' },
};

it('is the old visit that was chosen, or a new one on a whole day', () => {
  expect(chosenVisit({ ...entry, visitId: 'v' })).toEqual({
    ...{ patient: entry.patient, visitId: 'v', date: '2025-03-01' },
  });
  expect(chosenVisit(entry)).toEqual({ patient: entry.patient, visitId: null, date: '2025-04-01' });
  for (const date of ['', '0026-04-01']) expect(chosenVisit({ ...entry, date })).toBeNull();
});

it('is none before somebody is chosen and the visits are known', () => {
  expect(chosenVisit({ ...entry, patient: null })).toBeNull();
  expect(chosenVisit({ ...entry, visits: null })).toBeNull();
});
