import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { ReadableDatabase } from '../../data/database';
import type { PhotoStore } from '../../data/photo-store';
import { findCorrectedFace } from '../../data/repositories/corrected-faces';
import { findLesionMap } from '../../data/repositories/analyses';
import { listLesionMarks } from '../../data/repositories/lesion-marks';
import { readPatientRecord } from '../record/read-record';
import { lesionTable } from './lesion-table';
import { photoNames } from './photo-names';

export interface PatientExport {
  readonly photos: number;
}

/**
 * Writes everything that is on record of a patient into a folder, readable without Macule, as patients may ask for it:
 * `record.json` (details, visits, treatments, each photo's lesions as the model found them and as a clinician judged
 * them, and the landmarks of a face that was put right), `lesions.csv` and the photos at full size.
 * @param folder empty.
 * @throws MaculeError `not-found`.
 */
export async function exportPatient(
  database: ReadableDatabase,
  store: PhotoStore,
  patientId: string,
  folder: string,
): Promise<PatientExport> {
  const record = readPatientRecord(database, patientId, () => null);
  const names = [...photoNames(record.visits)].map(([photoId, { file }]) => [photoId, file] as const);
  for (const [photoId, name] of names) {
    const { stream } = await store.read(photoId, 'full');
    await writeFile(join(folder, name), await buffer(stream), { flag: 'wx' });
  }
  const lesions = Object.fromEntries(
    names.map(([photoId, name]) => {
      const map = findLesionMap(database, photoId);
      const correctedFace = findCorrectedFace(database, photoId)?.landmarks ?? null;
      return [name, { model: map, clinician: listLesionMarks(database, photoId), correctedFace }];
    }),
  );
  const whole = { ...record, files: Object.fromEntries(names), lesions };
  await writeFile(join(folder, 'record.json'), JSON.stringify(whole, null, 2), { flag: 'wx' });
  await writeFile(
    join(folder, 'lesions.csv'),
    lesionTable(database, { patientIds: [patientId], visitId: null }),
    { flag: 'wx' },
  );
  return { photos: names.length };
}
