import { regionsOfFace } from '../../../shared/face/face-regions';
import { regionOfLesion } from '../../../shared/face/place-lesions';
import { scaleBox } from '../../../shared/geometry/box';
import type { ReadableDatabase } from '../../data/database';
import { findStoredFace } from '../../data/repositories/faces';
import { findLesionMap } from '../../data/repositories/analyses';
import { countedOnPhoto } from '../marks/lesions-of-photo';
import { readPatientRecord } from '../record/read-record';
import { csvTable } from './csv-table';

const COLUMNS = [
  ...['visit', 'iga', 'photo', 'view', 'type', 'region', 'verdict', 'score'],
  ...['x', 'y', 'width', 'height', 'model', 'weights'],
] as const;

/**
 * Every lesion that counts on a patient's photos, one a row; boxes in pixels of the upright photo. The patient is not
 * named in it.
 * @throws MaculeError `not-found`.
 */
export function lesionTable(database: ReadableDatabase, patientId: string): string {
  const { visits } = readPatientRecord(database, patientId, () => null);
  const rows = visits.flatMap(({ date, iga, photographs }) =>
    photographs.flatMap(({ photo, details }) => {
      const face = findStoredFace(database, photo.id);
      const regions = face && regionsOfFace(face, photo);
      const model = findLesionMap(database, photo.id)?.source.model;
      return countedOnPhoto(database, photo.id).map(({ type, box, mark, detection }) => {
        const pixels = scaleBox(box, photo.width, photo.height);
        return {
          ...{ visit: date, iga, photo: photo.fileName, view: details.view, type: type ?? 'unsure' },
          region: regionOfLesion({ box: pixels, saidRegion: mark?.region ?? null }, regions),
          verdict: mark?.verdict ?? 'not looked at',
          score: detection?.score.toFixed(3),
          ...{ x: pixels.x.toFixed(1), y: pixels.y.toFixed(1) },
          ...{ width: pixels.width.toFixed(1), height: pixels.height.toFixed(1) },
          ...{ model: model?.id, weights: model?.sha256 },
        };
      });
    }),
  );
  return csvTable(rows, COLUMNS);
}
