import type { OpenDatabase } from '../../src/main/data/database';
import { storeAnalysis } from '../../src/main/data/repositories/analyses';
import { assignPhotographs, describePhotographs } from '../../src/main/services/record/change-photographs';
import { changePatient, changeVisit, type RecordContext } from '../../src/main/services/record/change-record';
import type { TypeScores } from '../../src/shared/clinical/lesion';
import type { PhotographDetails } from '../../src/shared/record/photograph';
import { addPhoto, countingIds, memoryDatabase } from './memory-database';

/** A patient's record in a database in memory, filled step by step. */
export interface ClinicRecord {
  readonly database: OpenDatabase;
  readonly context: RecordContext;
  readonly patientId: string;
  readonly addVisit: (date: string) => string;
  /** A photo of 1600 × 1200 pixels, on which nobody has looked for a face. */
  readonly addPhoto: (visitId: string, view: PhotographDetails['view']) => string;
  /** Stores lesions of these types in a row, found for sure. @param model name and weights in one. */
  readonly analyse: (photoId: string, lesions: readonly TypeScores[], model?: string) => void;
  readonly close: () => void;
}

export function openClinicRecord(name = 'Anna', localNumber: string | null = null): ClinicRecord {
  const database = memoryDatabase();
  const ids = countingIds();
  // Apart from the ids of photos.
  const newId = (): string => ids().replace(/^0/, 'a');
  const context = { database, newId, now: () => new Date('2025-03-01T10:00:00Z') };
  const patientId = changePatient(context, null, {
    ...{ name, localNumber, birthDate: null, skinType: null, notes: '' },
  });
  let photos = 0;
  return {
    ...{ database, context, patientId, close: () => database.close() },
    addVisit: (date) =>
      changeVisit(context, patientId, null, {
        ...{ date, treatmentWeek: null, complaint: '', iga: null, cadi: null, notes: '' },
      }),
    addPhoto: (visitId, view) => {
      photos += 1;
      const { id } = addPhoto(database, photos);
      assignPhotographs(context, [id], visitId);
      describePhotographs(context, [id], { view });
      return id;
    },
    analyse: (photoId, lesions, model = 'test') =>
      storeAnalysis(
        database,
        {
          ...{ photoId, floor: 0.1, finishedAt: '2025-03-01T10:00:00Z' },
          ms: { decode: 1, infer: 1, total: 2 },
          source: {
            ...{ model: { id: model, sha256: model }, engine: { id: 'cpu', device: 'test' } },
            ...{ threshold: 0.5, appVersion: '1' },
          },
          lesions: lesions.map((typeScores, index) => ({
            ...{ type: 'papule' as const, score: 0.9, typeScores },
            box: { x: 0.01 + 0.02 * index, y: 0.5, width: 0.01, height: 0.01 },
          })),
        },
        newId,
      ),
  };
}
