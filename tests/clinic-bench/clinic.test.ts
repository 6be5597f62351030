import { chown, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeDemo } from '../../src/main/demo/make-demo';
import type { ReadableDatabase } from '../../src/main/data/database';
import { storeFace } from '../../src/main/data/repositories/faces';
import { photoOfGroupBeside, placeAmongVisits } from '../../src/main/data/repositories/gallery-rows';
import { placeAmongNewest } from '../../src/main/data/repositories/photos';
import { comparePhotos } from '../../src/main/services/fates/compare-photos';
import { describePhoto, pageOfGallery } from '../../src/main/services/photo-summaries';
import { listPatients, readPatientRecord } from '../../src/main/services/record/read-record';
import { startedWell } from '../../src/main/updates/first-start';
import { testFace } from '../../src/shared/face/test-face';
import { seededRandom } from '../../src/shared/random';
import { environment } from '../e2e/harness/environment';
import { launchMacule, readyApp } from '../e2e/harness/macule-app';
import { createWorkFolder } from '../e2e/harness/work-folder';
import { framesWhileScrolling, type Frames } from './frames';
import {
  LESIONS_EACH,
  openLargeLibrary,
  PATIENTS,
  patientId,
  photoId,
  PHOTOS,
  VISITS_EACH,
} from './large-library';
import { saveReport, type Times } from './report';

const ROUNDS = 300;
/** Starts of each library; the first, which finds nothing in the system's caches, does not count. */
const STARTS = 6;
const noCourse = () => null;

/** Median and 99th percentile of the times that a question takes, milliseconds. */
function timesOf(ask: (patient: number) => unknown): Times {
  const random = seededRandom(1);
  const taken = Array.from({ length: ROUNDS }, () => {
    const patient = Math.floor(random() * PATIENTS);
    const began = performance.now();
    ask(patient);
    return performance.now() - began;
  }).sort((a, b) => a - b);
  return { median: taken[Math.floor(ROUNDS * 0.5)] ?? NaN, p99: taken[Math.floor(ROUNDS * 0.99)] ?? NaN };
}

const questions = (database: ReadableDatabase): readonly (readonly [string, Times])[] => {
  const stretch = (patient: number) => ({ offset: (patient * 18) % (PHOTOS - 300), limit: 300 });
  return [
    ['patient search', timesOf((patient) => listPatients(database, `family${patient % 3000} giv`, 200))],
    ['patient search, one letter', timesOf(() => listPatients(database, 'f', 200))],
    [
      'record with visits and timeline',
      timesOf((patient) => readPatientRecord(database, patientId(patient), noCourse)),
    ],
    ['lesion map of a photo', timesOf((patient) => describePhoto(database, photoId(patient, 2), noCourse))],
    [
      'comparison of two photos',
      timesOf((patient) => comparePhotos(database, photoId(patient, 4), photoId(patient, 5))),
    ],
    [
      '300 rows of the gallery by visit',
      timesOf((patient) => pageOfGallery(database, 'visits', stretch(patient), noCourse)),
    ],
    [
      '300 rows of the gallery, newest first',
      timesOf((patient) => pageOfGallery(database, 'newest', stretch(patient), noCourse)),
    ],
    ['place of a photo by visit', timesOf((patient) => placeAmongVisits(database, photoId(patient, 2)))],
    ['place of a photo, newest first', timesOf((patient) => placeAmongNewest(database, photoId(patient, 2)))],
    [
      'photo of the visit before',
      timesOf((patient) => photoOfGroupBeside(database, photoId(patient, 2), -1)),
    ],
  ];
};

async function ownVersion(): Promise<string> {
  const text = await readFile(join(import.meta.dirname, '../../package.json'), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}

/** The app owns its data folder, whoever made it. */
async function giveToApp(folder: string): Promise<void> {
  const { uid } = environment;
  if (uid === null) return;
  await chown(folder, uid, uid);
  for (const entry of await readdir(folder, { recursive: true })) await chown(join(folder, entry), uid, uid);
}

/** Milliseconds from the start of the process until the gallery shows photos and listens. */
async function startTime(data: string): Promise<number> {
  const began = performance.now();
  const electron = await launchMacule(data);
  const page = await electron.firstWindow();
  await page.locator('[data-photo-id]').first().waitFor();
  await readyApp(electron, page);
  const taken = performance.now() - began;
  await electron.close();
  return taken;
}

const medianOf = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

async function scrollFrames(data: string): Promise<Readonly<Record<string, Frames>>> {
  const electron = await launchMacule(data);
  const { page, close } = await readyApp(electron, await electron.firstWindow());
  try {
    await page.locator('[data-photo-id]').first().waitFor();
    return {
      'slowly, 20 pixels a frame': await framesWhileScrolling(page, 20),
      'fast, 400 pixels a frame': await framesWhileScrolling(page, 400),
    };
  } finally {
    await close();
  }
}

test('a large clinic: questions, starts and the scrolling gallery', async () => {
  const work = await createWorkFolder();
  try {
    const large = process.env['MACULE_LARGE_LIBRARY'] ?? join(work.data, 'large');
    const demo = join(work.data, 'demo');
    await mkdir(large, { recursive: true });
    const library = await openLargeLibrary(large);
    const { database } = library;
    expect(database.one('SELECT count(*) AS lesions FROM lesions')).toEqual({
      lesions: PHOTOS * LESIONS_EACH,
    });
    // The photos that are compared: keeping a face is no part of comparing.
    const face = testFace();
    const random = seededRandom(1);
    database.transaction(() => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const patient = Math.floor(random() * PATIENTS);
        for (const visit of [VISITS_EACH - 2, VISITS_EACH - 1])
          storeFace(database, photoId(patient, visit), face);
      }
    });
    const asked = questions(database);
    database.close();
    await makeDemo(demo, { today: '2025-03-01' });
    for (const folder of [large, demo]) {
      // A version's first start, which copies the database, is no ordinary one.
      startedWell(folder, await ownVersion());
      await giveToApp(folder);
    }
    const starts = { large: [] as number[], demo: [] as number[] };
    for (let round = 0; round < STARTS; round += 1)
      for (const which of ['large', 'demo'] as const)
        starts[which].push(await startTime(which === 'large' ? large : demo));
    const startMs = { large: medianOf(starts.large.slice(1)), demo: medianOf(starts.demo.slice(1)) };
    await saveReport({ asked, startMs, frames: await scrollFrames(large) });
  } finally {
    await work.remove();
  }
});
