import { beforeEach, expect, it } from 'vitest';
import type { OpenDatabase } from '../../../../src/main/data/database';
import { redo, undo } from '../../../../src/main/data/journal/undo';
import { storeAnalysis } from '../../../../src/main/data/repositories/analyses';
import { findCorrectedFace, findFaceOfRegions } from '../../../../src/main/data/repositories/corrected-faces';
import { findStoredFace, storeFace } from '../../../../src/main/data/repositories/faces';
import { correctFace } from '../../../../src/main/services/faces/correct-face';
import { changeMarks } from '../../../../src/main/services/marks/change-marks';
import { describePhoto } from '../../../../src/main/services/photo-summaries';
import { assignPhotographs } from '../../../../src/main/services/record/change-photographs';
import * as change from '../../../../src/main/services/record/change-record';
import { readPatientRecord } from '../../../../src/main/services/record/read-record';
import { gradeLines } from '../../../../src/main/services/report/grade-lines';
import { lesionTable } from '../../../../src/main/services/report/lesion-table';
import { reportOnVisit } from '../../../../src/main/services/report/visit-report';
import type { BodyRegion } from '../../../../src/shared/clinical/region';
import type { Face } from '../../../../src/shared/face/face';
import {
  anchorsOf,
  faceThrough,
  movedAsWhole,
  REGION_ANCHORS,
  withAnchorAt,
} from '../../../../src/shared/face/region-anchors';
import { standardFace } from '../../../../src/shared/face/standard-face';
import type { Point } from '../../../../src/shared/geometry/viewport';
import { addPhoto, countingIds, memoryDatabase, photoIdOf } from '../../../helpers/memory-database';

const PHOTO = photoIdOf(1);
const SIZE = { width: 1600, height: 1200 };
const FOUND = standardFace(SIZE);

let database: OpenDatabase;
let context: change.RecordContext;
let patientId: string;
let visitId: string;
beforeEach(() => {
  database = memoryDatabase();
  const ids = countingIds();
  context = { database, newId: () => ids().replace(/^0/, 'a'), now: () => new Date(Date.UTC(2025, 2, 1)) };
  addPhoto(database, 1);
  const details = { birthDate: null, localNumber: null, skinType: null, notes: '' };
  patientId = change.changePatient(context, null, { name: 'Anna', ...details });
  visitId = change.changeVisit(context, patientId, null, {
    ...{ date: '2025-03-01', treatmentWeek: null, complaint: '', iga: null, cadi: null, notes: '' },
  });
  assignPhotographs(context, [PHOTO], visitId, 'frontal');
  return () => database.close();
});

/** A papule just above the base of the nose, and one on the left cheek. */
function analyse(): void {
  const above = anchor(FOUND, 'Base of the nose');
  const cheek = { x: 0.5 + 0.13, y: 0.55 };
  const at = ({ x, y }: Point) => ({ x: x - 0.005, y: y - 0.005, width: 0.01, height: 0.01 });
  let next = 0;
  storeAnalysis(
    database,
    {
      ...{ photoId: PHOTO, floor: 0.1, finishedAt: '2025-03-01T10:00:00Z' },
      ms: { decode: 1, infer: 1, total: 2 },
      source: {
        ...{ model: { id: 'test', sha256: 'a' }, engine: { id: 'cpu', device: 'test' } },
        ...{ threshold: 0.5, appVersion: '1' },
      },
      lesions: [{ x: above.x, y: above.y - 0.01 }, cheek].map((point) => ({
        ...{ type: 'papule' as const, score: 0.9, box: at(point) },
        typeScores: { comedone: 0, nodule: 0, papule: 1, pustule: 0 },
      })),
    },
    () => `lesion-${(next += 1)}`,
  );
}

/** Fractions of the photo. */
function anchor(face: Face, name: string): Point {
  const { x, y } = anchorsOf(face, SIZE)[numberOf(name)] ?? { x: NaN, y: NaN };
  return { x: x / SIZE.width, y: y / SIZE.height };
}
const numberOf = (name: string): number => REGION_ANCHORS.findIndex((one) => one.name === name);

/** The found face with one point moved by pixels of the photo. */
function withMoved(name: string, dx: number, dy: number): readonly Point[] {
  const anchors = anchorsOf(FOUND, SIZE);
  const { x, y } = anchors[numberOf(name)] ?? { x: NaN, y: NaN };
  const face = faceThrough(
    FOUND,
    withAnchorAt(anchors, numberOf(name), { x: x + dx, y: y + dy }, SIZE),
    SIZE,
  );
  return face?.landmarks ?? [];
}

/** Gives a region to the first of the lesions that were found. */
function sayRegion(region: BodyRegion): void {
  const [lesion] = describePhoto(database, PHOTO, () => null).map?.lesions ?? [];
  if (!lesion) throw new Error('No lesion was found.');
  const { type, box, score } = lesion;
  const detected = { type, score, modelSha256: 'a', box };
  const mark = { id: photoIdOf(100), type, box, region, verdict: 'accepted', detected } as const;
  changeMarks(context, PHOTO, 'region', [mark], []);
}

const tableRegions = (): readonly (string | undefined)[] => {
  const [head = '', ...rows] = lesionTable(database, { patientIds: [patientId], visitId: null })
    .trim()
    .split(/\r?\n/);
  const at = head.split(',').indexOf('region');
  return rows.map((row) => row.split(',')[at]);
};
const gagsOf = (region: string) =>
  reportOnVisit(database, visitId).grades?.regional?.gags.lines.find((line) => line.region === region)?.score;

it('lies beside what was found, and everything that knows regions goes by it', () => {
  storeFace(database, PHOTO, FOUND);
  analyse();
  expect(tableRegions()).toEqual(['nose', 'left-cheek']);
  expect([gagsOf('nose'), gagsOf('chin')]).toEqual([2, 0]);
  const found = findStoredFace(database, PHOTO);

  correctFace(context, PHOTO, withMoved('Base of the nose', 0, -40));
  expect(tableRegions()).toEqual(['perioral', 'left-cheek']);
  // Round the mouth counts as chin.
  expect([gagsOf('nose'), gagsOf('chin')]).toEqual([0, 2]);
  expect(findStoredFace(database, PHOTO)).toEqual(found);
  const { face, correctedFace } = describePhoto(database, PHOTO, () => null);
  expect(face).toEqual(found);
  expect(correctedFace?.confidence).toBe(1);
  expect(findFaceOfRegions(database, PHOTO)).toEqual(correctedFace);

  // Another analysis finds the face somewhere else: the clinician's word stays.
  storeFace(database, PHOTO, null);
  expect(findFaceOfRegions(database, PHOTO)).toEqual(correctedFace);
  expect(tableRegions()).toEqual(['perioral', 'left-cheek']);

  correctFace(context, PHOTO, null);
  expect(tableRegions()).toEqual(['', '']);
});

it('is weaker than a region that was given to one lesion by hand', () => {
  storeFace(database, PHOTO, FOUND);
  analyse();
  sayRegion('forehead');
  correctFace(context, PHOTO, withMoved('Base of the nose', 0, -40));
  expect(tableRegions()).toEqual(['forehead', 'left-cheek']);
});

it('is one action, undone and done again; the same once more is none', () => {
  storeFace(database, PHOTO, FOUND);
  analyse();
  const [once, twice] = [withMoved('Base of the nose', 0, -40), withMoved('Base of the nose', 0, -50)];
  correctFace(context, PHOTO, once);
  correctFace({ ...context, now: () => new Date(Date.UTC(2025, 2, 2)) }, PHOTO, once);
  correctFace(context, PHOTO, twice);
  const after = findCorrectedFace(database, PHOTO);
  correctFace(context, PHOTO, null);
  expect(undo(database)?.title).toBe('Take back the corrected regions of a face');
  expect(findCorrectedFace(database, PHOTO)).toEqual(after);
  expect(undo(database)?.title).toBe('Correct the regions of a face');
  expect(undo(database)?.title).toBe('Correct the regions of a face');
  expect(findCorrectedFace(database, PHOTO)).toBeNull();
  expect(tableRegions()).toEqual(['nose', 'left-cheek']);
  redo(database);
  expect(tableRegions()).toEqual(['perioral', 'left-cheek']);
});

it('gives regions to a photo on which no face was found', () => {
  storeFace(database, PHOTO, null);
  analyse();
  expect(tableRegions()).toEqual(['', '']);
  expect(reportOnVisit(database, visitId).grades?.regional).toBeNull();
  const anchors = movedAsWhole(anchorsOf(FOUND, SIZE), { dx: 3, dy: 2, turn: 0, scale: 1 }, SIZE);
  correctFace(context, PHOTO, faceThrough(FOUND, anchors, SIZE)?.landmarks ?? []);
  expect(tableRegions()).toEqual(['nose', 'left-cheek']);
  expect(reportOnVisit(database, visitId).grades?.regional?.hayashi.sides.left.inflammatory).toBeGreaterThan(
    0,
  );
  expect(readPatientRecord(database, patientId, () => null).visits[0]?.counted?.photos[0]?.role).toBe(
    'first',
  );
});

it('is needed for GAGS and Hayashi, whatever region was given to single lesions', () => {
  storeFace(database, PHOTO, null);
  analyse();
  sayRegion('right-cheek');
  const { grades } = reportOnVisit(database, visitId);
  expect(grades?.regional).toBeNull();
  expect(grades && gradeLines(grades, null).find(({ scale }) => scale === 'Hayashi')).toEqual({
    ...{ scale: 'Hayashi', value: 'n/a' },
    working: 'no face was found on the photo; it can be placed by hand',
  });
  // What was said stays where lesions are listed.
  expect(tableRegions()).toEqual(['right-cheek', '']);
});

it('goes with its photo, and is refused for one that is gone', () => {
  correctFace(context, PHOTO, FOUND.landmarks);
  database.run('DELETE FROM photos WHERE id = :id', { id: PHOTO });
  expect(database.all('SELECT * FROM corrected_faces')).toEqual([]);
  expect(() => correctFace(context, PHOTO, FOUND.landmarks)).toThrow(/photo/i);
});
