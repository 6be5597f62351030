import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBySecret, type SecretlyOpened } from '../../../../src/main/data/open-by-secret';
import { openPhotoStore, type PhotoStore } from '../../../../src/main/data/photo-store';
import { makeDemo, type DemoClinic } from '../../../../src/main/demo/make-demo';
import { deidentify } from '../../../../src/main/engine/deidentify/deidentify';
import { storeFace } from '../../../../src/main/data/repositories/faces';
import { openFaceNetworks } from '../../../../src/main/engine/face/face-networks';
import { findFace, type FaceNetworks } from '../../../../src/main/engine/face/find-face';
import { loadPixels } from '../../../../src/main/imaging/load-pixels';
import { readSealedPicturesWith } from '../../../../src/main/imaging/sealed-pictures';
import {
  DeidentifiedExports,
  type DeidentifiedExportsOptions,
} from '../../../../src/main/services/deidentified/deidentified-exports';
import { correctFace } from '../../../../src/main/services/faces/correct-face';
import { changeMarks } from '../../../../src/main/services/marks/change-marks';
import {
  consentToPhotographs,
  describePhotographs,
} from '../../../../src/main/services/record/change-photographs';
import { changePatient, changeVisit } from '../../../../src/main/services/record/change-record';
import { readPatientRecord } from '../../../../src/main/services/record/read-record';
import { fileKeys } from '../../../../src/main/vault/keyring';
import { PATIENT_NOTES_ID, visitTextId } from '../../../../src/shared/deidentified/free-texts';
import { plusDays } from '../../../../src/shared/day';
import { eyesAndBrows } from '../../../../src/shared/face/eye-mask';
import { scaleBox } from '../../../../src/shared/geometry/box';
import { seededRandom } from '../../../../src/shared/random';
import { everyByte, foundIn } from '../../../helpers/every-byte';
import { placedByHand } from '../../../helpers/placed-face';
import { temporaryFolder } from '../../../helpers/temporary-folder';

const folder = temporaryFolder();
// Drawn alike at every run: a moved date could happen to be another visit's.
const random = seededRandom(8);
const place = join(folder.path, 'library');
let clinic: DemoClinic;
let library: SecretlyOpened;
let drafts: PhotoStore;
let networks: FaceNetworks;
let first: DemoClinic['patients'][number];

const context = () => ({ database: library.database, newId: () => randomUUID(), now: () => new Date() });
const recordOf = () => readPatientRecord(library.database, first.patientId, () => null);

beforeAll(async () => {
  clinic = await makeDemo(place, { today: '2026-03-01', patients: 1 });
  library = await openBySecret(place, null);
  const keys = fileKeys(library.keys, library.key);
  readSealedPicturesWith(keys);
  drafts = await openPhotoStore(join(place, 'export-drafts'), keys);
  const faces = fileURLToPath(new URL('../../../../assets/pretrained/face', import.meta.url));
  networks = await openFaceNetworks(faces, { threads: 1 });
  const [patient] = clinic.patients;
  if (!patient) throw new Error('The demo has no patient.');
  first = patient;
  changePatient(context(), first.patientId, {
    ...recordOf().patient,
    notes: 'Sister of Amara’s friend, plays the cello.',
  });
  const [visit] = recordOf().visits;
  if (!visit) throw new Error('The patient has no visit.');
  changeVisit(context(), first.patientId, visit.id, {
    ...visit,
    complaint: 'Itches at night.',
    notes: 'Seen with Mrs Demo on 3 March 2026.',
  });
  const photoIds = first.visits.map(({ photoId }) => photoId);
  describePhotographs(context(), photoIds, { operator: 'Nurse Quiet', device: 'Camera serial 8812-X' });
  for (const { photoId, lesions } of first.visits) {
    const marks = lesions.slice(0, 3).map(({ type, box }) => ({
      ...{ id: randomUUID(), type, box: scaleBox(box, 1 / 900, 1 / 1080) },
      ...{ region: null, verdict: 'added' as const, detected: null },
    }));
    changeMarks(context(), photoId, 'add', marks, []);
  }
});
afterAll(async () => {
  await networks.close();
  library.database.close();
  await folder.remove();
});

const exportsWith = (options: Partial<DeidentifiedExportsOptions> = {}): DeidentifiedExports =>
  new DeidentifiedExports({
    ...{
      database: library.database,
      store: library.store,
      drafts,
      draftsFolder: join(place, 'export-drafts'),
    },
    deidentify: (job, signal) =>
      deidentify({ kind: 'deidentify', ...job }, (image) => findFace(image, networks), signal),
    ...{ newId: () => randomUUID(), randomBelow: (below) => Math.floor(random() * below), now: () => 0 },
    onProgress: () => undefined,
    ...options,
  });

const order = (pictures: 'eyes-masked' | 'lesion-tiles', count = 2) => ({
  ...{ patientId: first.patientId, purpose: 'publication' as const, pictures },
  photoIds: first.visits.slice(0, count).map(({ photoId }) => photoId),
});

/** Everything of the record that tells whose it is, and where its rows are. */
const telling = (): readonly string[] => {
  const { patient, visits } = recordOf();
  return [
    ...[patient.name, 'Amara', patient.birthDate ?? '', patient.localNumber ?? '', patient.id],
    ...visits.flatMap(({ id, date, photographs }) => [
      ...[id, date],
      ...photographs.flatMap(({ photo }) => [photo.id, photo.fileName]),
    ]),
    ...['Nurse Quiet', '8812-X', 'cello', 'Rendered', 'Mrs Demo'],
  ];
};

it('writes masked pictures, moved dates and bands of age, and not a byte that tells whose they are', async () => {
  const told: string[] = [];
  const exports = exportsWith({
    onProgress: ({ stage, done, total }) => told.push(`${stage} ${done}/${total}`),
  });
  const draft = await exports.prepare(order('eyes-masked'));
  const pictureIds = draft.photos.flatMap(({ pictures }) => pictures.map(({ id }) => id));
  expect(pictureIds).toHaveLength(2);
  expect(exports.owns(pictureIds[0] ?? '')).toBe(true);
  // Drafts lie as sealed as photos do.
  expect(foundIn(await everyByte(join(place, 'export-drafts')), telling())).toEqual([]);

  const [visit, next] = recordOf().visits;
  const texts = [{ id: visitTextId(visit?.id ?? '', 'complaint'), text: 'Itches at night.' }];
  const { fileName, pictures } = await exports.write(
    { patientId: first.patientId, draftId: draft.id, pictureIds, texts },
    folder.path,
  );
  expect(pictures).toBe(2);
  expect(told).toEqual(['prepare 0/2', 'prepare 1/2', 'write 0/2', 'write 1/2']);
  const written = join(folder.path, fileName);
  const code = fileName.replace('Publication ', '');
  expect((await readdir(written)).toSorted()).toEqual(
    [
      ...['README.txt', `${code} visit 1 photo 1 frontal.jpg`, `${code} visit 2 photo 1 frontal.jpg`],
      ...['lesions.csv', 'record.json'],
    ].toSorted(),
  );
  const bytes = await everyByte(written);
  expect(
    telling().filter((word) => bytes.includes(word) || bytes.includes(Buffer.from(word, 'utf16le'))),
  ).toEqual([]);
  for (const name of (await readdir(written)).filter((file) => file.endsWith('.jpg'))) {
    const { exif, xmp, icc, iptc, width } = await sharp(await readFile(join(written, name))).metadata();
    expect([exif, xmp, icc, iptc, width]).toEqual([undefined, undefined, undefined, undefined, 900]);
  }

  const record = JSON.parse(await readFile(join(written, 'record.json'), 'utf8')) as {
    readonly visits: readonly {
      readonly date: string;
      readonly age: string;
      readonly complaint: string | null;
      readonly photos: readonly { readonly lesions: readonly unknown[] }[];
    }[];
    readonly treatments: readonly { readonly treatment: string | null; readonly startedOn: string }[];
  };
  const [one, two] = record.visits;
  const shift = (Date.parse(one?.date ?? '') - Date.parse(visit?.date ?? '')) / 86_400_000;
  expect(Math.abs(shift)).toBeGreaterThanOrEqual(30);
  expect(two?.date).toBe(plusDays(next?.date ?? '', shift));
  expect(record.treatments.map(({ treatment }) => treatment)).toEqual([null, null]);
  expect(record.treatments[0]?.startedOn).toBe(plusDays(recordOf().treatments[0]?.startedOn ?? '', shift));
  expect(one?.age).toMatch(/^\d+–\d+$/);
  expect([one?.complaint, two?.complaint]).toEqual(['Itches at night.', null]);
  expect(one?.photos[0]?.lesions).toHaveLength(3);
  expect(await readFile(join(written, 'lesions.csv'), 'utf8')).toMatch(/^\uFEFFvisit,date,age,iga/);
  expect(await readFile(join(written, 'README.txt'), 'utf8')).toContain('black bar covers both eyes');
});

it('gives lesions alone, in names and boxes of their own pictures', async () => {
  const exports = exportsWith();
  const draft = await exports.prepare(order('lesion-tiles', 1));
  const made = draft.photos.flatMap(({ pictures }) => pictures);
  expect(made.length + (draft.photos[0]?.refused.length ?? 0)).toBe(3);
  const [only] = made;
  if (!only) throw new Error('No lesion was cut out.');
  const { fileName, pictures } = await exports.write(
    { patientId: first.patientId, draftId: draft.id, pictureIds: [only.id], texts: [] },
    folder.path,
  );
  expect(pictures).toBe(1);
  const table = (await readFile(join(folder.path, fileName, 'lesions.csv'), 'utf8')).trim().split('\n');
  expect(table).toHaveLength(2);
  const [x = 0, y = 0, width = 0, height = 0] = (table[1] ?? '').split(',').slice(-4).map(Number);
  // The lesion lies in the middle of its own picture.
  expect(Math.abs(x + width / 2 - only.width / 2)).toBeLessThan(2);
  expect(Math.abs(y + height / 2 - only.height / 2)).toBeLessThan(2);
});

it('covers eyes where the clinician placed the face that nobody found, and names those pictures', async () => {
  const [photoId = ''] = order('eyes-masked', 1).photoIds;
  const found = await findFace(
    await loadPixels(library.store.pathOf(photoId, 'full'), { signal: new AbortController().signal }),
    networks,
  );
  if (!found) throw new Error('No face on a photo of the demo.');
  storeFace(library.database, photoId, null);
  // A detector that sees no face on this photo, at no time.
  const blind = exportsWith({
    deidentify: (job, signal) =>
      deidentify({ kind: 'deidentify', ...job }, () => Promise.resolve(null), signal),
  });
  expect((await blind.prepare(order('eyes-masked', 1))).photos).toMatchObject([
    { pictures: [], refused: [{ why: expect.stringContaining('Place the face by hand') as string }] },
  ]);
  const photo = { width: 900, height: 1080 };
  const placed = placedByHand(found, photo, { point: 0.02 }, random);
  correctFace(context(), photoId, placed.landmarks);
  const draft = await blind.prepare(order('eyes-masked', 1));
  const pictureIds = draft.photos.flatMap(({ pictures }) => pictures.map(({ id }) => id));
  expect(draft.photos).toMatchObject([{ pictures: [{ eyesByHand: true }], refused: [] }]);
  const { fileName } = await blind.write(
    { patientId: first.patientId, draftId: draft.id, pictureIds, texts: [] },
    folder.path,
  );
  const written = join(folder.path, fileName);
  const [name = ''] = (await readdir(written)).filter((file) => file.endsWith('.jpg'));
  expect(await readFile(join(written, 'README.txt'), 'utf8')).toMatch(
    new RegExp(`the bar lies where a person placed the face[^]*  ${name}`),
  );
  const { data, info } = await sharp(join(written, name)).raw().toBuffer({ resolveWithObject: true });
  for (const { x, y } of eyesAndBrows(found, photo))
    expect(data[(Math.floor(y) * info.width + Math.floor(x)) * 3]).toBeLessThanOrEqual(3);
  // Another detector sees it: nothing to say then.
  const seeing = exportsWith();
  expect((await seeing.prepare(order('eyes-masked', 1))).photos).toMatchObject([
    { pictures: [{ eyesByHand: false }] },
  ]);
  correctFace(context(), photoId, null);
});

it('offers nothing without consent, also where it was taken back while the pictures were looked at', async () => {
  const exports = exportsWith();
  const draft = await exports.prepare(order('eyes-masked', 1));
  const pictureIds = draft.photos.flatMap(({ pictures }) => pictures.map(({ id }) => id));
  consentToPhotographs(context(), [first.visits[0]?.photoId ?? ''], ['record', 'teaching']);
  const before = await readdir(folder.path);
  const refused = { failure: { kind: 'not-allowed' } };
  const write = { patientId: first.patientId, draftId: draft.id, pictureIds, texts: [] };
  await expect(exports.write(write, folder.path)).rejects.toMatchObject(refused);
  await expect(exports.prepare(order('eyes-masked', 1))).rejects.toMatchObject(refused);
  expect(await readdir(folder.path)).toEqual(before);
  consentToPhotographs(context(), [first.visits[0]?.photoId ?? ''], ['record', 'teaching', 'publication']);
});

it('refuses texts that name the patient, and leaves nothing behind when it is stopped', async () => {
  const exports = exportsWith();
  const draft = await exports.prepare(order('eyes-masked'));
  const pictureIds = draft.photos.flatMap(({ pictures }) => pictures.map(({ id }) => id));
  const write = { patientId: first.patientId, draftId: draft.id, pictureIds };
  const before = await readdir(folder.path);
  const texts = [{ id: PATIENT_NOTES_ID, text: recordOf().patient.notes }];
  await expect(exports.write({ ...write, texts }, folder.path)).rejects.toMatchObject({
    failure: { kind: 'invalid-input', message: expect.stringContaining('Amara') as string },
  });
  const stopping = exportsWith({
    onProgress: ({ stage, done }) => {
      if (stage === 'write' && done === 1) stopping.cancel();
    },
  });
  const again = await stopping.prepare(order('eyes-masked'));
  const ids = again.photos.flatMap(({ pictures }) => pictures.map(({ id }) => id));
  await expect(
    stopping.write({ ...write, draftId: again.id, pictureIds: ids, texts: [] }, folder.path),
  ).rejects.toMatchObject({ failure: { kind: 'cancelled' } });
  expect(await readdir(folder.path)).toEqual(before);
  // Thrown away, it is gone from the disk, too.
  await stopping.discard();
  expect(stopping.owns(ids[0] ?? '')).toBe(false);
  expect(await readdir(join(place, 'export-drafts'))).toEqual([]);
  await expect(
    stopping.write({ ...write, draftId: again.id, pictureIds: ids, texts: [] }, folder.path),
  ).rejects.toMatchObject({ failure: { kind: 'not-found' } });
});
