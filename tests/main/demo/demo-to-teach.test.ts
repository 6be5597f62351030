import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openLibraryDatabase } from '../../../src/main/data/library';
import { keysOfLibrary } from '../../../src/main/data/library-keys';
import type { OpenDatabase } from '../../../src/main/data/database';
import { shortageOf } from '../../../src/main/datasets/clinic/dataset-size';
import { makeDemo, type DemoClinic } from '../../../src/main/demo/make-demo';
import { fineTuningRecipe } from '../../../src/main/engine/retraining/fine-tuning-recipe';
import { clinicDataset, givenPhoto, sizesOf } from '../../../src/main/services/retraining/clinic-dataset';
import { fileKeys, openByDevice } from '../../../src/main/vault/keyring';
import { temporaryFolder } from '../../helpers/temporary-folder';

const folder = temporaryFolder();
const library = join(folder.path, 'library');
let clinic: DemoClinic;
let database: OpenDatabase;
beforeAll(async () => {
  clinic = await makeDemo(library, { today: '2026-03-01', patients: 0, toTeach: true });
  const keys = keysOfLibrary(library, null);
  database = openLibraryDatabase(library, fileKeys(keys, openByDevice(keys, null) ?? new Uint8Array()));
}, 600_000);
afterAll(async () => {
  database.close();
  await folder.remove();
});

it('has enough confirmed photos in every part, and few enough that teaching is quick', () => {
  const photos = clinicDataset(database);
  const sizes = sizesOf(photos);
  expect(shortageOf(sizes)).toEqual({ photos: 0, patients: 0 });
  expect(fineTuningRecipe(sizes.train.photos).trainedPart).toBe('head');
  expect(photos).toHaveLength(clinic.patients.reduce((sum, { visits }) => sum + visits.length, 0));
});

it('is confirmed as it truly is: every lesion, where it is on the photo', () => {
  const truths = new Map(
    clinic.patients.flatMap(({ visits }) =>
      visits.map(({ photoId, lesions }) => [photoId, lesions] as const),
    ),
  );
  for (const photo of clinicDataset(database)) {
    const truth = truths.get(photo.photoId) ?? [];
    const given = givenPhoto(database, photo, '');
    expect(given.lesions.map(({ type }) => type)).toEqual(truth.map(({ type }) => type));
    for (const [index, { box }] of given.lesions.entries()) {
      expect(box.x * photo.width).toBeCloseTo(truth[index]?.box.x ?? NaN, 6);
      expect(box.height * photo.height).toBeCloseTo(truth[index]?.box.height ?? NaN, 6);
    }
    expect(truth.length).toBeGreaterThan(0);
  }
});
