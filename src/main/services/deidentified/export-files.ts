import { PURPOSE_RULES } from '../../../shared/deidentified/purpose';
import { csvTable } from '../report/csv-table';
import type { DeidentifiedRecord } from './deidentified-record';

const COLUMNS = [
  ...['visit', 'date', 'age', 'iga', 'photo', 'view', 'picture', 'type', 'region', 'verdict', 'score'],
  ...['x', 'y', 'width', 'height'],
] as const;

/** Every lesion of a de-identified record, one a row; boxes in pixels of its picture. */
export function deidentifiedTable({ visits }: DeidentifiedRecord): string {
  const rows = visits.flatMap(({ visit, date, age, iga, photos }) =>
    photos.flatMap(({ photo, view, lesions }) =>
      lesions.map(({ box, ...lesion }) => ({ visit, date, age, iga, photo, view, ...lesion, ...box })),
    ),
  );
  return csvTable(rows, COLUMNS);
}

/** File names of the pictures of an export. */
export interface WrittenPictures {
  readonly all: readonly string[];
  /** Those whose bar lies where a person placed the face, because no detector saw it. */
  readonly eyesByHand: readonly string[];
}

/** What stands beside the pictures: what they are, what was removed, and what the check shows. */
export function readmeOf(record: DeidentifiedRecord, fileNames: WrittenPictures): string {
  const { purpose, pictures, patient } = record;
  const { name, scope, ageBand } = PURPOSE_RULES[purpose];
  const hasTexts =
    patient.notes !== null ||
    record.treatments.some(({ treatment }) => treatment !== null) ||
    record.visits.some(({ complaint, notes }) => complaint !== null || notes !== null);
  const lines = [
    `De-identified export of Macule for ${name.toLowerCase()}: patient ${patient.code}`,
    '',
    `${fileNames.all.length} ${fileNames.all.length === 1 ? 'picture' : 'pictures'} (JPEG, sRGB), lesions.csv and record.json. The patient agreed to the use of each photo for: ${scope}.`,
    'Pass it on for nothing else. Boxes of lesions are pixels of the picture that is named with them.',
    '',
    'Removed or changed',
    '- Name, date of birth and local number: not in it. The code was drawn for this export alone.',
    ageBand === 1
      ? '- Age: whole years at each visit; from 90 on "90 or older".'
      : `- Age: bands of ${ageBand} years; from 90 on "90 or older".`,
    '- Dates: all moved by the same random number of days, so intervals are true and days are not.',
    hasTexts
      ? '- Free text: only what was read and released for this export by the person who made it.'
      : '- Free text (notes, complaints, names of treatments): left out.',
    '- Who took the photos, with which camera and light, names of the original files, and which detector was used: left out.',
    '- Metadata of the pictures (EXIF, position, XMP, IPTC, colour profiles, comments): none; each file was read back to see.',
    '',
    'Pictures',
    ...(pictures === 'eyes-masked' ? MASKED : TILES),
    ...(fileNames.eyesByHand.length > 0
      ? [...BY_HAND, ...fileNames.eyesByHand.map((name) => `  ${name}`)]
      : []),
    '',
    'This does not make it impossible for somebody who knows the patient to recognise them: marks, scars, tattoos and',
    'the shape of a face stay as they are.',
    '',
  ];
  return lines.join('\n');
}

const MASKED = [
  '- A black bar covers both eyes and brows with room round them. It is part of the pixels; nothing lies under it.',
  '- Checked in each finished file: every block of the JPEG that lies wholly under a bar is plain black, and a face',
  '  detector (BlazeFace, confirmed by FaceMesh) that still sees a face sees its eyes and brows under a bar. A photo',
  '  that does not pass, or on which no face is found and none was placed by hand, is not in the export.',
] as const;

const BY_HAND = [
  '- On these the detector sees no face: the bar lies where a person placed the face, who looked at the picture and',
  '  included it.',
] as const;

const TILES = [
  '- Each is cut out round one lesion: a quarter of the face at most, or of the photo where no face was found or placed',
  '  on it. Eyes and brows of faces that were found or placed are black where they reach into it; of others, nothing is.',
  '- Checked in each finished file: a face detector (BlazeFace, confirmed by FaceMesh) finds no face on it. Lesions whose',
  '  picture does not pass are not in the export.',
  '- Pictures of neighbouring lesions may overlap, so parts of a face could be put together from many of them.',
] as const;
