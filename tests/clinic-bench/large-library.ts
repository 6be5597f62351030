import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { WritableDatabase } from '../../src/main/data/database';
import { openLibrary, type Library } from '../../src/main/data/library';
import { keysOfLibrary } from '../../src/main/data/library-keys';
import { listGalleryRows } from '../../src/main/data/repositories/gallery-rows';
import { DATABASE_FILE } from '../../src/main/data/set-aside';
import { importPicture } from '../../src/main/imaging/import-picture';
import { fileKeys, openByDevice } from '../../src/main/vault/keyring';
import { renderPhantom } from '../../src/shared/phantom/render-phantom';
import { encodeJpeg } from '../../src/main/imaging/encode-jpeg';

export const PATIENTS = 10_000;
export const VISITS_EACH = 6;
export const PHOTOS_EACH = 3;
export const LESIONS_EACH = 28;
export const PHOTOS = PATIENTS * VISITS_EACH * PHOTOS_EACH;
/** Rows from the top of the gallery whose photos have pictures: those that are scrolled past. */
const PICTURED_ROWS = 800;

const ids = {
  of: (kind: number, number: number) => `${kind}0000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
  sql: (kind: number, expression: string) => `printf('${kind}0000000-0000-4000-8000-%012d', ${expression})`,
} as const;

export const patientId = (number: number): string => ids.of(1, number);
/** The first photo of a patient's visit. */
export const photoId = (patient: number, visit: number): string =>
  ids.of(3, (patient * VISITS_EACH + visit) * PHOTOS_EACH);

/** The sealed library of a large clinic in a folder; made where there is none, which takes minutes. */
export async function openLargeLibrary(folder: string): Promise<Library> {
  const isNew = !existsSync(join(folder, DATABASE_FILE));
  const keys = keysOfLibrary(folder, null);
  const key = openByDevice(keys, null);
  if (key === null) throw new Error(`${folder} does not open without being asked`);
  const library = await openLibrary(folder, fileKeys(keys, key));
  if (isNew) {
    fill(library.database);
    await addPictures(library);
  }
  return library;
}

function fill(database: WritableDatabase): void {
  const numbers = (count: number): string =>
    `WITH RECURSIVE numbers (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${count - 1})`;
  database.script(`
    BEGIN;
    ${numbers(PATIENTS)} INSERT INTO patients (id, name, birth_date, local_number, notes, changed_at)
      SELECT ${ids.sql(1, 'n')}, 'Family' || (n * 7919 % 3000) || ', Given' || (n % 500), '1990-01-01', 'L-' || n, '',
        '2025-01-01T00:00:00.000Z' FROM numbers;
    ${numbers(PATIENTS * VISITS_EACH)} INSERT INTO visits (id, patient_id, date, complaint, notes)
      SELECT ${ids.sql(2, 'n')}, ${ids.sql(1, `n / ${VISITS_EACH}`)},
        date('2024-01-01', ((n % ${VISITS_EACH}) * 42 + n / ${VISITS_EACH} % 30) || ' days'), '', '' FROM numbers;
    ${numbers(PHOTOS)} INSERT INTO photos (id, file_name, fingerprint, width, height, imported_at)
      SELECT ${ids.sql(3, 'n')}, n || '.jpg', printf('%064d', n), 1000, 1000, '2025-01-01T00:00:00.000Z' FROM numbers;
    ${numbers(PHOTOS)} INSERT INTO photographs (id, visit_id, view, device, lighting, operator, consents)
      SELECT ${ids.sql(3, 'n')}, ${ids.sql(2, `n / ${PHOTOS_EACH}`)},
        CASE n % ${PHOTOS_EACH} WHEN 0 THEN 'frontal' WHEN 1 THEN 'left-45' ELSE 'right-45' END, '', '', '', '[]'
      FROM numbers;
    ${numbers(PHOTOS)} INSERT INTO analyses (photo_id, model_id, model_sha256, engine_id, device, threshold, floor,
        app_version, finished_at, decode_ms, infer_ms, total_ms)
      SELECT ${ids.sql(3, 'n')}, 'm', 'a', 'cpu', 'd', 0.3, 0.05, '1', '2025-01-01T00:00:00.000Z', 1, 1, 2 FROM numbers;
    ${numbers(PHOTOS * LESIONS_EACH)} INSERT INTO lesions (id, analysis, type, score, comedone, nodule, papule, pustule,
        x, y, width, height)
      SELECT 'l' || n, n / ${LESIONS_EACH} + 1, iif(n % 2, 'papule', 'comedone'), 0.1 + (n % 9) / 10.0, 0.5, 0, 0.5, 0,
        0.25 + (n * 31 % 500) / 1000.0, 0.3 + (n * 17 % 500) / 1000.0, 0.015, 0.015 FROM numbers;
    ANALYZE;
    COMMIT;
  `);
}

/** Gives the photos at the top of the gallery by visit a rendered picture. */
async function addPictures({ database, store }: Library): Promise<void> {
  const { image } = renderPhantom({ width: 1000, height: 1000, seed: 1 });
  const bytes = await encodeJpeg(image, 93);
  const { renditions } = await importPicture({ file: 'rendered.jpg', format: 'jpeg', bytes });
  for (const row of listGalleryRows(database, { offset: 0, limit: PICTURED_ROWS }))
    if (row.kind === 'photo') (await store.stage(row.photoId, renditions)).publish();
}
