import { afterEach, beforeEach, expect, it } from 'vitest';
import type { OpenDatabase } from '../../../src/main/data/database';
import { storeAnalysis } from '../../../src/main/data/repositories/analyses';
import { insertPhoto } from '../../../src/main/data/repositories/photos';
import { listRepeatedCounts } from '../../../src/main/data/repositories/repeated-photos';
import { assignPhotographs, describePhotographs } from '../../../src/main/services/record/change-photographs';
import {
  changePatient,
  changeVisit,
  type RecordContext,
} from '../../../src/main/services/record/change-record';
import type { PhotographDetails } from '../../../src/shared/record/photograph';
import { countingIds, memoryDatabase, photoIdOf } from '../../helpers/memory-database';

let database: OpenDatabase;
let context: RecordContext;
let visits: readonly string[];
beforeEach(() => {
  database = memoryDatabase();
  const ids = countingIds();
  context = { database, newId: () => ids().replace(/^0/, 'a'), now: () => new Date(Date.UTC(2025, 2, 1)) };
  const details = { birthDate: null, localNumber: null, skinType: null, notes: '' };
  const patient = changePatient(context, null, { name: 'Anna', ...details });
  const words = { treatmentWeek: null, complaint: '', iga: null, cadi: null, notes: '' };
  visits = ['2025-03-01', '2025-04-01'].map((date) =>
    changeVisit(context, patient, null, { date, ...words }),
  );
});
afterEach(() => database.close());

let next = 0;
function shot(
  visit: number,
  view: PhotographDetails['view'],
  takenAt: string | null,
  scores: readonly number[],
  model = 'a',
): void {
  const photoId = photoIdOf((next += 1));
  insertPhoto(database, {
    ...{
      id: photoId,
      fileName: `${next}.jpg`,
      folderName: null,
      fingerprint: String(next).padStart(64, '0'),
    },
    ...{ width: 1000, height: 1000, importedAt: '2025-03-01T10:00:00Z', takenAt },
  });
  assignPhotographs(context, [photoId], visits[visit] ?? null);
  describePhotographs(context, [photoId], { view });
  const box = { x: 0.1, y: 0.1, width: 0.1, height: 0.1 };
  const typeScores = { comedone: 1, nodule: 0, papule: 0, pustule: 0 };
  let lesion = 0;
  storeAnalysis(
    database,
    {
      ...{ photoId, floor: 0.1, finishedAt: '2025-03-01T10:00:00Z', ms: { decode: 1, infer: 1, total: 2 } },
      source: {
        ...{ model: { id: 'test', sha256: model }, engine: { id: 'cpu', device: 'test' } },
        ...{ threshold: 0.5, appVersion: '1' },
      },
      lesions: scores.map((score) => ({ type: 'comedone', score, typeScores, box })),
    },
    () => `${photoId} ${(lesion += 1)}`,
  );
}

it('pairs photos of one view that were taken minutes apart in one visit', () => {
  shot(0, 'frontal', '2025-03-01T10:00:00', [0.9, 0.8, 0.2]);
  shot(0, 'frontal', '2025-03-01T10:05:00', [0.9]);
  // One pair for each visit and view.
  shot(0, 'frontal', '2025-03-01T10:09:00', []);
  shot(0, 'left-45', '2025-03-01T10:00:00', [0.9]);
  shot(0, 'left-45', '2025-03-01T10:30:00', [0.9, 0.9]);
  expect(listRepeatedCounts(database)).toEqual([
    [2, 1],
    [1, 2],
  ]);
});

it('takes neither a burst nor another sitting, view, visit or model for a repeat', () => {
  shot(0, 'frontal', '2025-03-01T10:00:00', [0.9], 'old');
  shot(0, 'frontal', '2025-03-01T10:05:00', [0.9, 0.9]);
  shot(0, 'frontal', '2025-03-01T10:05:20', [0.9]);
  shot(0, 'frontal', '2025-03-01T10:36:30', [0.9]);
  shot(0, 'frontal', null, [0.9]);
  shot(1, 'frontal', '2025-03-01T10:08:00', [0.9]);
  shot(0, 'right-45', '2025-03-01T10:08:00', [0.9]);
  shot(0, null, '2025-03-01T10:02:00', [0.9]);
  shot(0, null, '2025-03-01T10:08:00', [0.9]);
  expect(listRepeatedCounts(database)).toEqual([]);
});

it('takes photos of a view that names no place on the face for no repeats: they may show other skin', () => {
  for (const view of ['other', 'chest', 'back'] as const) {
    shot(0, view, '2025-03-01T10:00:00', [0.9]);
    shot(0, view, '2025-03-01T10:05:00', [0.9, 0.8, 0.7]);
  }
  expect(listRepeatedCounts(database)).toEqual([]);
});
