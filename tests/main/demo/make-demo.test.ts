import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openLibraryDatabase } from '../../../src/main/data/library';
import { keysOfLibrary } from '../../../src/main/data/library-keys';
import { fileKeys, openByDevice } from '../../../src/main/vault/keyring';
import { makeDemo, type DemoClinic } from '../../../src/main/demo/make-demo';
import { listPatients, readPatientRecord } from '../../../src/main/services/record/read-record';

let folder: string;
let clinic: DemoClinic;
const options = { today: '2026-03-01', patients: 1 };
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'macule-demo-test-'));
  clinic = await makeDemo(join(folder, 'library'), options);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('is a library as the app keeps it', async () => {
  const library = join(folder, 'library');
  const keys = keysOfLibrary(library, null);
  const key = openByDevice(keys, null) ?? new Uint8Array();
  const database = openLibraryDatabase(library, fileKeys(keys, key));
  try {
    const [listed] = listPatients(database, 'demo ama', 9);
    const record = readPatientRecord(database, listed?.id ?? '', () => null);
    expect(record.patient.id).toBe(clinic.patients[0]?.patientId);
    expect(record.visits.map(({ date }) => date)).toEqual(clinic.patients[0]?.visits.map(({ date }) => date));
    expect(record.visits.every(({ photographs }) => photographs[0]?.details.view === 'frontal')).toBe(true);
    expect(record.treatments).toHaveLength(2);
    // Nothing that the reader did can be undone.
    expect(database.all('SELECT * FROM edits')).toEqual([]);
    // Analyses wait for the app.
    expect(database.all('SELECT * FROM pending_analyses')).toHaveLength(5);
  } finally {
    database.close();
  }
  expect(await readdir(join(folder, 'library', 'photos'))).toEqual(
    expect.arrayContaining(clinic.patients[0]?.visits.map(({ photoId }) => photoId) ?? ['?']),
  );
});

it('tells the true fate of every lesion', () => {
  const [first, second] = clinic.patients[0]?.visits ?? [];
  const ids = (lesions: DemoClinic['patients'][number]['visits'][number]['lesions'] = []) =>
    new Set(lesions.map(({ id }) => String(id)));
  const [before, after] = [ids(first?.lesions), ids(second?.lesions)];
  expect(first?.fates).toBeNull();
  for (const { fate, earlierId, laterId } of second?.fates ?? []) {
    expect([earlierId !== null && before.has(earlierId), laterId !== null && after.has(laterId)]).toEqual([
      fate !== 'new',
      fate !== 'resolved',
    ]);
  }
  expect(second?.fates).toHaveLength(new Set([...before, ...after]).size);
});

it('shows every lesion on the photo', () => {
  for (const { box } of clinic.patients.flatMap(({ visits }) => visits.flatMap(({ lesions }) => lesions))) {
    expect(box.x).toBeGreaterThan(0);
    expect(box.x + box.width).toBeLessThan(900);
    expect(box.y).toBeGreaterThan(0);
    expect(box.y + box.height).toBeLessThan(1080);
  }
});

it('never writes over anything, and leaves nothing when it is cancelled', async () => {
  const other = join(folder, 'other');
  await expect(makeDemo(join(folder, 'library'), options)).rejects.toThrow('is not empty');
  const abort = new AbortController();
  await expect(
    makeDemo(other, { ...options, signal: abort.signal, onProgress: () => abort.abort() }),
  ).rejects.toThrow('was not made');
  expect((await readdir(folder)).sort()).toEqual(['library']);
});
