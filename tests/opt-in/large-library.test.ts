import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { OpenDatabase } from '../../src/main/data/database';
import { openDatabase } from '../../src/main/data/open-database';
import { storeFace } from '../../src/main/data/repositories/faces';
import { photoOfGroupBeside, placeAmongVisits } from '../../src/main/data/repositories/gallery-rows';
import { placeAmongNewest } from '../../src/main/data/repositories/photos';
import { comparePhotos } from '../../src/main/services/fates/compare-photos';
import { describePhoto, pageOfGallery } from '../../src/main/services/photo-summaries';
import { listPatients, readPatientRecord } from '../../src/main/services/record/read-record';
import { testFace } from '../../src/shared/face/test-face';
import { seededRandom } from '../../src/shared/random';

// A library of a large clinic: how long each question takes. `npx vitest run --project opt-in tests/opt-in/large-library.test.ts`
const PATIENTS = 10_000;
const VISITS_EACH = 6;
const PHOTOS_EACH = 3;
const LESIONS_EACH = 28;
const ROUNDS = 300;
const PHOTOS = PATIENTS * VISITS_EACH * PHOTOS_EACH;

let folder: string;
let database: OpenDatabase;
const noCourse = () => null;
const idOf = (kind: number, number: number): string =>
  `${kind}0000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const idSql = (kind: number, expression: string): string =>
  `printf('${kind}0000000-0000-4000-8000-%012d', ${expression})`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'macule-large-'));
  database = openDatabase(join(folder, 'macule.db'));
  const numbers = (count: number): string =>
    `WITH RECURSIVE numbers (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${count - 1})`;
  database.script(`
    ${numbers(PATIENTS)} INSERT INTO patients (id, name, birth_date, local_number, notes, changed_at)
      SELECT ${idSql(1, 'n')}, 'Family' || (n * 7919 % 3000) || ', Given' || (n % 500), '1990-01-01', 'L-' || n, '',
        '2025-01-01T00:00:00.000Z' FROM numbers;
    ${numbers(PATIENTS * VISITS_EACH)} INSERT INTO visits (id, patient_id, date, complaint, notes)
      SELECT ${idSql(2, 'n')}, ${idSql(1, `n / ${VISITS_EACH}`)}, date('2024-01-01', ((n % ${VISITS_EACH}) * 42) || ' days'),
        '', '' FROM numbers;
    ${numbers(PHOTOS)} INSERT INTO photos (id, file_name, fingerprint, width, height, imported_at)
      SELECT ${idSql(3, 'n')}, n || '.jpg', printf('%064d', n), 1000, 1000, '2025-01-01T00:00:00.000Z' FROM numbers;
    ${numbers(PHOTOS)} INSERT INTO photographs (id, visit_id, view, device, lighting, operator, consents)
      SELECT ${idSql(3, 'n')}, ${idSql(2, `n / ${PHOTOS_EACH}`)}, iif(n % ${PHOTOS_EACH} = 0, 'frontal', 'left-45'),
        '', '', '', '[]' FROM numbers;
    ${numbers(PHOTOS)} INSERT INTO analyses (photo_id, model_id, model_sha256, engine_id, device, threshold, floor,
        app_version, finished_at, decode_ms, infer_ms, total_ms)
      SELECT ${idSql(3, 'n')}, 'm', 'a', 'cpu', 'd', 0.3, 0.05, '1', '2025-01-01T00:00:00.000Z', 1, 1, 2 FROM numbers;
    ${numbers(PHOTOS * LESIONS_EACH)} INSERT INTO lesions (id, analysis, type, score, comedone, nodule, papule, pustule,
        x, y, width, height)
      SELECT 'l' || n, n / ${LESIONS_EACH} + 1, iif(n % 2, 'papule', 'comedone'), 0.1 + (n % 9) / 10.0, 0.5, 0, 0.5, 0,
        0.25 + (n * 31 % 500) / 1000.0, 0.3 + (n * 17 % 500) / 1000.0, 0.015, 0.015 FROM numbers;
    ANALYZE;
  `);
}, 900_000);

afterAll(async () => {
  database.close();
  await rm(folder, { recursive: true, force: true });
});

/** 50th and 99th hundredth of the times that a question takes, milliseconds. */
function times(ask: (round: number) => unknown): readonly [median: number, p99: number] {
  const random = seededRandom(1);
  const taken = Array.from({ length: ROUNDS }, () => {
    const round = Math.floor(random() * PATIENTS);
    const began = performance.now();
    ask(round);
    return performance.now() - began;
  }).sort((a, b) => a - b);
  return [taken[Math.floor(ROUNDS * 0.5)] ?? NaN, taken[Math.floor(ROUNDS * 0.99)] ?? NaN];
}

it('answers a large clinic', () => {
  const counts = database.one(
    'SELECT (SELECT count(*) FROM lesions) AS lesions, (SELECT count(*) FROM visits) AS visits',
  );
  expect(counts).toEqual({ lesions: PHOTOS * LESIONS_EACH, visits: PATIENTS * VISITS_EACH });
  const photoOf = (patient: number, visit: number): string =>
    idOf(3, (patient * VISITS_EACH + visit) * PHOTOS_EACH);
  // The photos that are asked for again below: keeping a face is not part of comparing.
  const face = testFace();
  const random = seededRandom(1);
  database.transaction(() => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const patient = Math.floor(random() * PATIENTS);
      for (const visit of [4, 5]) storeFace(database, photoOf(patient, visit), face);
    }
  });
  const lines = [
    ['patient search', times((round) => listPatients(database, `family${round % 3000} giv`, 200))],
    ['search, one letter', times(() => listPatients(database, 'f', 200))],
    [
      'record with course and visits',
      times((round) => readPatientRecord(database, idOf(1, round), noCourse)),
    ],
    ['lesion map of a photo', times((round) => describePhoto(database, photoOf(round, 2), noCourse))],
    [
      'stretch of 300 photos, newest first',
      times((round) =>
        pageOfGallery(database, 'newest', { offset: (round * 18) % (PHOTOS - 300), limit: 300 }, noCourse),
      ),
    ],
    [
      'stretch of 300 rows by visit',
      times((round) =>
        pageOfGallery(database, 'visits', { offset: (round * 23) % (PHOTOS - 300), limit: 300 }, noCourse),
      ),
    ],
    ['place of a photo, newest first', times((round) => placeAmongNewest(database, photoOf(round, 2)))],
    ['place of a photo by visit', times((round) => placeAmongVisits(database, photoOf(round, 2)))],
    ['to the visit before', times((round) => photoOfGroupBeside(database, photoOf(round, 2), -1))],
    [
      'comparison of two photos',
      times((round) => comparePhotos(database, photoOf(round, 4), photoOf(round, 5))),
    ],
  ] as const;
  for (const [name, [median, p99]] of lines) {
    process.stdout.write(`${name}: median ${median.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms\n`);
  }
});
