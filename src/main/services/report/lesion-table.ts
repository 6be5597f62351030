import { regionsOfFace } from '../../../shared/face/face-regions';
import { regionOfLesion } from '../../../shared/face/place-lesions';
import { scaleBox } from '../../../shared/geometry/box';
import type { Patient } from '../../../shared/record/patient';
import type { VisitRecord } from '../../../shared/record/patient-record';
import type { ReadableDatabase } from '../../data/database';
import { findFaceOfRegions } from '../../data/repositories/corrected-faces';
import { findLesionMap } from '../../data/repositories/analyses';
import { countedOnPhoto } from '../marks/lesions-of-photo';
import { readPatientRecord } from '../record/read-record';
import { lesionsOfVisit } from '../visit-lesions/lesions-of-visit';
import { csvTable } from './csv-table';
import { photoNames } from './photo-names';

const COLUMNS = [
  ...['patient', 'visit', 'iga', 'photo', 'view', 'counted', 'type', 'region', 'verdict', 'score'],
  ...['x', 'y', 'width', 'height', 'model', 'weights', 'as calibrated'],
] as const;

/** What a table is about: all visits of some patients, or one visit. */
export interface TableScope {
  readonly patientIds: readonly string[];
  /** Null for all visits. */
  readonly visitId: string | null;
}

/**
 * Every lesion that counts on the photos of the chosen patients or visit, one a row; boxes in pixels of the upright
 * photo. `counted` says whether it is part of the visit's total: a lesion that several photos show is counted on one.
 * Patients appear by their local number and are not named, which the files of their photos may be: photos appear by
 * their number on the day of the visit, as `exportPatient` numbers its files. Patients of one number are told apart.
 * @throws MaculeError `not-found`.
 */
export function lesionTable(database: ReadableDatabase, { patientIds, visitId }: TableScope): string {
  const records = patientIds.map((patientId) => readPatientRecord(database, patientId, () => null));
  const numbers = patientNumbers(records.map(({ patient }) => patient));
  const rows = records.flatMap(({ patient, visits }) => {
    const names = photoNames(visits);
    return visits
      .filter(({ id }) => visitId === null || id === visitId)
      .flatMap((visit) =>
        visitRows(database, visit, names).map((row) => ({ patient: numbers.get(patient.id), ...row })),
      );
  });
  return csvTable(rows, COLUMNS);
}

/** What stands for each patient, by id: the beginning of the record's own says who has no number, or one that others have. */
function patientNumbers(patients: readonly Patient[]): ReadonlyMap<string, string> {
  const having = (number: string) => patients.filter(({ localNumber }) => localNumber === number).length;
  return new Map(
    patients.map(({ id, localNumber }) => {
      const own = id.slice(0, 8);
      if (!localNumber) return [id, own];
      return [id, having(localNumber) > 1 ? `${localNumber} (${own})` : localNumber];
    }),
  );
}

function visitRows(
  database: ReadableDatabase,
  { date, iga, photographs }: VisitRecord,
  names: ReturnType<typeof photoNames>,
) {
  const counted = new Set(
    lesionsOfVisit(database, photographs).lesions.map(({ photoId, lesionId }) => `${photoId} ${lesionId}`),
  );
  return photographs.flatMap(({ photo, details }) => {
    const face = findFaceOfRegions(database, photo.id);
    const regions = face && regionsOfFace(face, photo);
    const model = findLesionMap(database, photo.id)?.source.model;
    return countedOnPhoto(database, photo.id).map(({ id, type, box, mark, detection }) => {
      const pixels = scaleBox(box, photo.width, photo.height);
      return {
        ...{
          visit: date,
          iga,
          photo: names.get(photo.id)?.number,
          view: details.view,
          type: type ?? 'unsure',
        },
        counted: counted.has(`${photo.id} ${id}`) ? 'yes' : 'no',
        region: regionOfLesion({ box: pixels, saidRegion: mark?.region ?? null }, regions),
        verdict: mark?.verdict ?? 'not looked at',
        score: detection?.score.toFixed(3),
        ...{ x: pixels.x.toFixed(1), y: pixels.y.toFixed(1) },
        ...{ width: pixels.width.toFixed(1), height: pixels.height.toFixed(1) },
        ...{ model: model?.id, weights: model?.sha256, 'as calibrated': model?.identity },
      };
    });
  });
}
