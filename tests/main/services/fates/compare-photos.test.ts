import { beforeEach, expect, it } from 'vitest';
import type { OpenDatabase } from '../../../../src/main/data/database';
import { undo } from '../../../../src/main/data/journal/undo';
import { storeAnalysis } from '../../../../src/main/data/repositories/analyses';
import { findStoredFace, storeFace } from '../../../../src/main/data/repositories/faces';
import { insertPhoto } from '../../../../src/main/data/repositories/photos';
import { comparePhotos } from '../../../../src/main/services/fates/compare-photos';
import { linkLesions, sayUnseen } from '../../../../src/main/services/fates/correct-fates';
import { correctFace } from '../../../../src/main/services/faces/correct-face';
import type { RecordContext } from '../../../../src/main/services/record/change-record';
import type { LesionType } from '../../../../src/shared/clinical/lesion';
import { anchorsOf, faceThrough, movedAsWhole } from '../../../../src/shared/face/region-anchors';
import { testFace } from '../../../../src/shared/face/test-face';
import { seededRandom } from '../../../../src/shared/random';
import { countingIds, memoryDatabase, photoIdOf } from '../../../helpers/memory-database';
import { placedByHand } from '../../../helpers/placed-face';
import { sureScores } from '../../../helpers/sure-scores';

const [EARLIER, LATER] = [photoIdOf(1), photoIdOf(2)];
let database: OpenDatabase;
let context: RecordContext;
beforeEach(() => {
  database = memoryDatabase();
  const ids = countingIds();
  context = { database, newId: () => ids().replace(/^0/, 'a'), now: () => new Date(Date.UTC(2025, 2, 1)) };
  for (const [number, id] of [EARLIER, LATER].entries()) {
    insertPhoto(database, {
      ...{ id, fileName: `${number}.jpg`, fingerprint: String(number).padStart(64, '0') },
      ...{ width: 1000, height: 1000, importedAt: '2025-03-01T10:00:00Z', takenAt: null, folderName: null },
    });
  }
  storeFace(database, EARLIER, testFace());
  // The same face smaller and to the right.
  storeFace(database, LATER, { ...testFace(), landmarks: testFace().landmarks.map(moved) });
  return () => database.close();
});

const moved = ({ x, y }: { readonly x: number; readonly y: number }) => ({
  x: 0.2 + 0.75 * x,
  y: 0.1 + 0.75 * y,
});

function analyse(
  photoId: string,
  lesions: readonly (readonly [LesionType, number, number])[],
  run = 'a',
): void {
  let next = 0;
  storeAnalysis(
    database,
    {
      ...{ photoId, floor: 0.1, finishedAt: '2025-03-01T10:00:00Z', ms: { decode: 1, infer: 1, total: 2 } },
      source: {
        ...{ model: { id: 'test', sha256: run }, engine: { id: 'cpu', device: 'test' } },
        ...{ threshold: 0.5, appVersion: '1' },
      },
      lesions: lesions.map(([type, x, y]) => ({
        ...{ type, score: 0.9, typeScores: sureScores(type) },
        box: { x: x - 0.0075, y: y - 0.0075, width: 0.015, height: 0.015 },
      })),
    },
    () => `${photoId === EARLIER ? 'e' : 'l'}${run}${(next += 1)}`,
  );
}

const at = (type: LesionType, x: number, y: number): readonly [LesionType, number, number] => {
  const there = moved({ x, y });
  return [type, there.x, there.y];
};
const fates = () =>
  comparePhotos(database, EARLIER, LATER).fates.map(
    ({ fate, earlierId, laterId }) => `${earlierId} ${laterId} ${fate}`,
  );

it('does not say of a photo that nobody looked at that its face or its lesions are gone', () => {
  const unseen = photoIdOf(3);
  insertPhoto(database, {
    ...{ id: unseen, fileName: '3.jpg', fingerprint: '3'.padStart(64, '0') },
    ...{ width: 1000, height: 1000, importedAt: '2025-03-01T10:00:00Z', takenAt: null, folderName: null },
  });
  analyse(EARLIER, [['papule', 0.5, 0.5]]);
  const refusal = { state: 'refused', refusal: 'not-analysed' };
  expect(comparePhotos(database, EARLIER, unseen)).toMatchObject({
    ...{ notAnalysed: ['later'], registration: refusal, fates: [] },
  });
  // A face placed by hand says nothing of lesions.
  correctFace(context, unseen, testFace().landmarks);
  expect(comparePhotos(database, EARLIER, unseen).registration).toMatchObject(refusal);
  analyse(unseen, []);
  expect(comparePhotos(database, EARLIER, unseen)).toMatchObject({
    ...{ notAnalysed: [], fates: [{ fate: 'resolved' }] },
  });
});

it('keeps a face, or that there is none', () => {
  storeFace(database, EARLIER, null);
  expect(findStoredFace(database, EARLIER)).toBeNull();
  expect(comparePhotos(database, EARLIER, LATER).registration).toMatchObject({ refusal: 'no-face-earlier' });
});

it('tells the fate of every lesion', () => {
  analyse(EARLIER, [
    ['papule', 0.3, 0.6],
    ['pustule', 0.7, 0.6],
    ['comedone', 0.5, 0.3],
  ]);
  analyse(LATER, [at('papule', 0.305, 0.6), at('papule', 0.7, 0.598), at('nodule', 0.5, 0.9)]);
  expect(fates()).toEqual([
    'ea1 la1 persistent',
    'ea2 la2 changed-type',
    'ea3 null resolved',
    'null la3 new',
  ]);
  const { registration } = comparePhotos(database, EARLIER, LATER);
  expect(registration).toMatchObject({ state: 'laid', similarity: { a: expect.closeTo(4 / 3, 3) } });
});

it('says nothing of a lesion whose place the other photo does not show', () => {
  // The later photo shows more above the face.
  analyse(EARLIER, [['papule', 0.3, 0.6]]);
  analyse(LATER, [at('papule', 0.3, 0.6), ['papule', 0.55, 0.04], ['nodule', 0.1, 0.5]]);
  expect(fates()).toEqual(['ea1 la1 persistent', 'null la2 out-of-view', 'null la3 out-of-view']);
});

it('remembers that a place cannot be seen on the other photo, until a link or another word', () => {
  analyse(EARLIER, [['papule', 0.3, 0.6]]);
  analyse(LATER, [at('papule', 0.36, 0.7)]);
  const earlier = { photoId: EARLIER, otherPhotoId: LATER, lesionId: 'ea1' };
  expect(fates()).toEqual(['ea1 null resolved', 'null la1 new']);
  sayUnseen(context, { ...earlier, unseen: true });
  sayUnseen(context, { photoId: LATER, otherPhotoId: EARLIER, lesionId: 'la1', unseen: true });
  expect(fates()).toEqual(['ea1 null out-of-view', 'null la1 out-of-view']);
  expect(comparePhotos(database, EARLIER, LATER).fates.every(({ corrected }) => corrected)).toBe(true);
  // The other way round, and after a new analysis.
  analyse(EARLIER, [['papule', 0.301, 0.6]], 'b');
  expect(comparePhotos(database, LATER, EARLIER).fates.map(({ fate }) => fate)).toEqual([
    'out-of-view',
    'out-of-view',
  ]);
  sayUnseen(context, { ...earlier, lesionId: 'eb1', unseen: false });
  expect(fates()).toEqual(['eb1 null resolved', 'null la1 out-of-view']);
  undo(database);
  expect(fates()).toEqual(['eb1 null out-of-view', 'null la1 out-of-view']);
  linkLesions(context, {
    ...{ earlierPhotoId: EARLIER, laterPhotoId: LATER, earlierId: 'eb1', laterId: 'la1', same: true },
  });
  expect(fates()).toEqual(['eb1 la1 persistent']);
  expect(() => sayUnseen(context, { ...earlier, lesionId: 'gone', unseen: true })).toThrow('no longer');
});

it('takes a person’s word for a place beyond the edge', () => {
  analyse(EARLIER, []);
  analyse(LATER, [['nodule', 0.1, 0.5]]);
  expect(fates()).toEqual(['null la1 out-of-view']);
  sayUnseen(context, { photoId: LATER, otherPhotoId: EARLIER, lesionId: 'la1', unseen: false });
  expect(fates()).toEqual(['null la1 new']);
});

it('refuses different views', () => {
  const squeezed = testFace().landmarks.map(({ x, y }) => ({ x: 0.5 + (x - 0.5) * 0.45, y }));
  storeFace(database, LATER, { confidence: 1, landmarks: squeezed });
  expect(comparePhotos(database, EARLIER, LATER)).toMatchObject({
    registration: { state: 'refused', refusal: 'different-view' },
    fates: [],
  });
});

it('remembers what the clinician says, over new analyses, until it is undone', () => {
  analyse(EARLIER, [['papule', 0.3, 0.6]]);
  analyse(LATER, [at('papule', 0.3, 0.6), at('papule', 0.36, 0.7)]);
  const pair = { earlierPhotoId: EARLIER, laterPhotoId: LATER };
  linkLesions(context, { ...pair, earlierId: 'ea1', laterId: 'la1', same: false });
  expect(fates()).toEqual(['ea1 null resolved', 'null la1 new', 'null la2 new']);
  expect(comparePhotos(database, EARLIER, LATER).fates.map(({ corrected }) => corrected)).toEqual([
    true,
    true,
    false,
  ]);
  linkLesions(context, { ...pair, earlierId: 'ea1', laterId: 'la2', same: true });
  expect(fates()).toEqual(['ea1 la2 persistent', 'null la1 new']);
  analyse(LATER, [at('papule', 0.361, 0.7), at('papule', 0.3, 0.6)], 'b');
  expect(fates()).toEqual(['ea1 lb1 persistent', 'null lb2 new']);
  expect(comparePhotos(database, EARLIER, LATER).fates[0]?.corrected).toBe(true);
  undo(database);
  undo(database);
  expect(fates()).toEqual(['ea1 lb2 persistent', 'null lb1 new']);
});

it('keeps to what was said whichever photo is taken for the earlier one', () => {
  analyse(EARLIER, [['papule', 0.3, 0.6]]);
  analyse(LATER, [at('papule', 0.3, 0.6), at('papule', 0.36, 0.7)]);
  const turned = () =>
    comparePhotos(database, LATER, EARLIER).fates.map(
      ({ earlierId, laterId, corrected }) => `${earlierId} ${laterId} ${corrected}`,
    );
  const pair = { earlierPhotoId: EARLIER, laterPhotoId: LATER };
  linkLesions(context, { ...pair, earlierId: 'ea1', laterId: 'la2', same: true });
  expect(turned()).toEqual(['la1 null false', 'la2 ea1 true']);
  // The last word counts, in whatever direction.
  linkLesions(context, {
    ...{ earlierPhotoId: LATER, laterPhotoId: EARLIER },
    ...{ earlierId: 'la2', laterId: 'ea1', same: false },
  });
  expect(fates()).toEqual(['ea1 la1 persistent', 'null la2 new']);
});

/** Twelve lesions of a face, scattered by a seed. */
const scattered = (seed: number): (readonly [LesionType, number, number])[] => {
  const random = seededRandom(seed);
  return Array.from({ length: 12 }, () => ['papule', 0.25 + 0.5 * random(), 0.3 + 0.6 * random()]);
};

it('refuses photos whose lesions agree no better than chance, until the clinician vouches for them', () => {
  analyse(EARLIER, scattered(1));
  analyse(
    LATER,
    scattered(2).map(([type, x, y]) => at(type, x, y)),
  );
  expect(comparePhotos(database, EARLIER, LATER)).toMatchObject({
    registration: { state: 'refused', refusal: 'no-agreement' },
    fates: [],
  });
  linkLesions(context, {
    ...{ earlierPhotoId: EARLIER, laterPhotoId: LATER },
    ...{ earlierId: 'ea1', laterId: 'la1', same: true },
  });
  expect(comparePhotos(database, EARLIER, LATER).registration.state).toBe('laid');
});

it('follows lesions that stayed, and does not doubt a face on which all have gone', () => {
  analyse(EARLIER, scattered(1));
  analyse(
    LATER,
    scattered(1).map(([type, x, y]) => at(type, x, y)),
  );
  expect(comparePhotos(database, EARLIER, LATER).registration.state).toBe('laid');
  analyse(
    LATER,
    scattered(2)
      .slice(0, 5)
      .map(([type, x, y]) => at(type, x, y)),
    'b',
  );
  expect(comparePhotos(database, EARLIER, LATER).registration.state).toBe('laid');
});

const SIZE = { width: 1000, height: 1000 };
const laterFace = { confidence: 1, landmarks: testFace().landmarks.map(moved) };
/** Places the face of the later photo by hand. @param whole how far aside, in lengths of the face. */
const placeLater = (whole = 0, seed = 1): void => {
  const error = { point: 0.015, whole };
  correctFace(context, LATER, placedByHand(laterFace, SIZE, error, seededRandom(seed)).landmarks);
};
const registration = () => comparePhotos(database, EARLIER, LATER).registration;
const analyseBoth = (count: number): void => {
  const lesions = scattered(1).slice(0, count);
  analyse(EARLIER, lesions);
  analyse(
    LATER,
    lesions.map(([type, x, y]) => at(type, x, y)),
  );
};
const allPersistent = (count: number) =>
  Array.from({ length: count }, (_, index) => `ea${index + 1} la${index + 1} persistent`);

it('follows lesions by a face that was placed by hand where none was found, as it is now', () => {
  storeFace(database, LATER, null);
  analyseBoth(8);
  expect(registration()).toMatchObject({ state: 'refused', byHand: [], refusal: 'no-face-later' });
  placeLater();
  expect(registration()).toMatchObject({ state: 'laid', byHand: ['later'] });
  expect(fates()).toEqual(allPersistent(8));
  const first = registration();
  // Placed anew, compared anew; taken back, refused again.
  placeLater(0, 2);
  expect(registration()).toMatchObject({ state: 'laid', byHand: ['later'] });
  expect(registration()).not.toEqual(first);
  undo(database);
  expect(registration()).toEqual(first);
  undo(database);
  expect(registration()).toMatchObject({ refusal: 'no-face-later' });
  // Both by hand.
  placeLater();
  storeFace(database, EARLIER, null);
  correctFace(context, EARLIER, testFace().landmarks);
  expect(registration()).toMatchObject({ state: 'laid', byHand: ['earlier', 'later'] });
});

it('refuses a face that was placed badly, few as the lesions are, until a lesion is linked', () => {
  storeFace(database, LATER, null);
  analyseBoth(8);
  placeLater(0.15);
  expect(comparePhotos(database, EARLIER, LATER)).toMatchObject({
    registration: { state: 'refused', byHand: ['later'], refusal: 'placement-open' },
    fates: [],
  });
  // The same error by the model would not be doubted with so few: its landmarks vouch for themselves.
  linkLesions(context, {
    ...{ earlierPhotoId: EARLIER, laterPhotoId: LATER },
    ...{ earlierId: 'ea3', laterId: 'la3', same: true },
  });
  expect(registration()).toMatchObject({ state: 'laid', byHand: ['later'] });
  // The link says where the photos lie, too.
  expect(fates()).toEqual(allPersistent(8));
});

it('refuses a face that was placed badly among many lesions, and points that make another view', () => {
  storeFace(database, LATER, null);
  analyseBoth(12);
  placeLater(0.15);
  expect(registration()).toMatchObject({ state: 'refused', byHand: ['later'], residual: expect.any(Number) });
  const squeezed = laterFace.landmarks.map(({ x, y }) => ({ x: 0.6 + (x - 0.6) * 0.45, y }));
  correctFace(context, LATER, squeezed);
  expect(registration()).toMatchObject({ byHand: ['later'], refusal: 'different-view' });
});

it('goes by what was found where only borders were corrected, and by the clinician where the face was elsewhere', () => {
  analyseBoth(8);
  const found = registration();
  const corrected = anchorsOf(laterFace, SIZE).map((anchor, index) =>
    index === 0 ? { x: anchor.x, y: anchor.y + 100 } : anchor,
  );
  correctFace(context, LATER, faceThrough(laterFace, corrected, SIZE)?.landmarks ?? []);
  expect(registration()).toEqual(found);
  correctFace(context, LATER, null);

  // What was found lies on something else.
  const move = { dx: -180, dy: 120, turn: 0.2, scale: 0.9 };
  const wrong = faceThrough(laterFace, movedAsWhole(anchorsOf(laterFace, SIZE), move, SIZE), SIZE);
  storeFace(database, LATER, wrong);
  expect(fates()).not.toEqual(allPersistent(8));
  placeLater();
  expect(registration()).toMatchObject({ state: 'laid', byHand: ['later'] });
  expect(fates()).toEqual(allPersistent(8));
});
