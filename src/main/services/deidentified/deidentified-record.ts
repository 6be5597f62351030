import { regionsOfFace } from '../../../shared/face/face-regions';
import { regionOfLesion } from '../../../shared/face/place-lesions';
import { scaleBox, type Box } from '../../../shared/geometry/box';
import type { MadePicture } from '../../../shared/engine/deidentify';
import { ageWords } from '../../../shared/deidentified/age-words';
import {
  PATIENT_NOTES_ID,
  treatmentTextId,
  visitTextId,
  type ReviewedText,
} from '../../../shared/deidentified/free-texts';
import { PURPOSE_RULES, type ExportPurpose, type PictureKind } from '../../../shared/deidentified/purpose';
import { plusDays } from '../../../shared/day';
import type { Photograph, PatientRecord } from '../../../shared/record/patient-record';
import type { ReadableDatabase } from '../../data/database';
import { findFaceOfRegions } from '../../data/repositories/corrected-faces';
import { countedOnPhoto } from '../marks/lesions-of-photo';

/** What an export calls things, drawn for it alone. */
export interface ExportNames {
  readonly code: string;
  /** By which all dates are moved. */
  readonly shiftDays: number;
}

export interface ChosenPictures extends ExportNames {
  readonly purpose: ExportPurpose;
  readonly pictures: PictureKind;
  /** Pictures to be given, by photo. */
  readonly chosen: ReadonlyMap<string, readonly MadePicture[]>;
  readonly texts: readonly ReviewedText[];
}

/** A lesion of one picture of the export. */
export interface DeidentifiedLesion {
  readonly picture: string;
  readonly type: string;
  readonly region: string | null;
  /** The clinician's word on it, or that nobody looked. */
  readonly verdict: string;
  readonly score: number | null;
  /** Pixels of the picture. */
  readonly box: Box;
}

/** A record without what tells whose it is. Holds nothing that was not put here on purpose. */
export type DeidentifiedRecord = ReturnType<typeof deidentifiedRecord>['record'];

/**
 * What is written of a record. Only what is named here leaves; identifiers are never copied and then removed.
 * @returns the record, and the file name of each picture by its id.
 */
export function deidentifiedRecord(database: ReadableDatabase, whole: PatientRecord, choice: ChosenPictures) {
  const { code, shiftDays, purpose, pictures, chosen, texts } = choice;
  const fileNames = new Map<string, string>();
  const moved = (day: string): string => plusDays(day, shiftDays);
  const textOf = (id: string): string | null => texts.find((text) => text.id === id)?.text || null;
  const visits = whole.visits.flatMap((visit, index) => {
    const given = visit.photographs.filter(({ photo }) => (chosen.get(photo.id)?.length ?? 0) > 0);
    if (given.length === 0) return [];
    const { date, treatmentWeek, iga, cadi } = visit;
    return [
      {
        ...{ visit: index + 1, date: moved(date), treatmentWeek, iga },
        age:
          whole.patient.birthDate && ageWords(whole.patient.birthDate, date, PURPOSE_RULES[purpose].ageBand),
        cadi: cadi && cadi.reduce((sum, answer) => sum + answer, 0),
        complaint: textOf(visitTextId(visit.id, 'complaint')),
        notes: textOf(visitTextId(visit.id, 'notes')),
        photos: given.map((photograph, place) => {
          const { view, distanceCm, makeUp, millimetresPerPixel } = photograph.details;
          const name = [code, `visit ${index + 1}`, `photo ${place + 1}`, view ?? '']
            .filter(Boolean)
            .join(' ');
          const lesions = lesionsOf(
            database,
            photograph,
            chosen.get(photograph.photo.id) ?? [],
            name,
            fileNames,
          );
          return { photo: place + 1, view, distanceCm, makeUp, millimetresPerPixel, lesions };
        }),
      },
    ];
  });
  const treatments = whole.treatments.map(({ id, startedOn, endedOn }) => ({
    ...{ treatment: textOf(treatmentTextId(id)), startedOn: moved(startedOn) },
    endedOn: endedOn && moved(endedOn),
  }));
  const patient = { code, skinType: whole.patient.skinType, notes: textOf(PATIENT_NOTES_ID) };
  return { record: { purpose, pictures, patient, visits, treatments }, fileNames };
}

/** Lesions as they lie on the pictures of one photo; names the pictures on the way. */
function lesionsOf(
  database: ReadableDatabase,
  { photo }: Photograph,
  made: readonly MadePicture[],
  name: string,
  fileNames: Map<string, string>,
): readonly DeidentifiedLesion[] {
  const face = findFaceOfRegions(database, photo.id);
  const regions = face && regionsOfFace(face, photo);
  const counted = countedOnPhoto(database, photo.id);
  return made.flatMap((picture, index) => {
    const fileName = `${name}${picture.lesionId === null ? '' : ` lesion ${index + 1}`}.jpg`;
    fileNames.set(picture.id, fileName);
    return counted
      .filter(({ id }) => picture.lesionId === null || id === picture.lesionId)
      .map(({ type, box, mark, detection }) => {
        const pixels = scaleBox(box, photo.width, photo.height);
        return {
          ...{ picture: fileName, type: type ?? 'unsure' },
          region: regionOfLesion({ box: pixels, saidRegion: mark?.region ?? null }, regions),
          verdict: mark?.verdict ?? 'not looked at',
          score: detection ? Number(detection.score.toFixed(3)) : null,
          box: onPicture(box, picture),
        };
      });
  });
}

/** @param box fractions of the photo. @returns pixels of the picture, to a tenth. */
function onPicture(box: Box, { part, width, height }: MadePicture): Box {
  const [scaleX, scaleY] = [width / part.width, height / part.height];
  const tenth = (value: number): number => Math.round(value * 10) / 10;
  return {
    x: tenth((box.x - part.x) * scaleX),
    y: tenth((box.y - part.y) * scaleY),
    width: tenth(box.width * scaleX),
    height: tenth(box.height * scaleY),
  };
}
