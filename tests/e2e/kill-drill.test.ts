import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { verifyBackup, type BackupVerdict } from '../../src/main/data/backup/restore';
import { schemaNumber } from '../../src/main/data/migrate';
import { MIGRATIONS } from '../../src/main/data/migrations/all';
import { openBySecret } from '../../src/main/data/open-by-secret';
import { openDatabase } from '../../src/main/data/open-database';
import { verifyAuditTrail } from '../../src/main/data/repositories/audit-trail';
import { databaseKey } from '../../src/main/data/seal-library';
import { DATABASE_FILE } from '../../src/main/data/set-aside';
import { makeDemo } from '../../src/main/demo/make-demo';
import { BACKUPS_FOLDER, listBackups } from '../../src/main/updates/backups';
import { createKeys, fileKeys } from '../../src/main/vault/keyring';
import { KEYS_FILE, writeKeys } from '../../src/main/vault/keys-file';
import { derivedKey } from '../../src/main/vault/library-key';
import { MaculeError } from '../../src/shared/errors';
import { photoUrl } from '../../src/shared/photo/renditions';
import { seededRandom } from '../../src/shared/random';
import { environment } from './harness/environment';
import { importFiles } from './harness/import-files';
import { launchMacule, readyApp, startMacule } from './harness/macule-app';
import { savePhantom } from './harness/phantom-files';
import { listPhotos } from './harness/requests';
import { mainWindow, unlock } from './harness/unlock';
import { createWorkFolder } from './harness/work-folder';

/** `KILLS=200 npm test -- e2e kill-drill` is the long drill. */
const KILLS = Number(process.env['KILLS'] ?? 5);
const OF_WORK = Math.ceil(KILLS * 0.6);
const OF_MIGRATIONS = Math.ceil(KILLS * 0.2);
const OF_BACKUPS = Math.floor(KILLS * 0.2);
const LIMIT_MS = 60_000 + KILLS * 60_000;
const PHOTOS = 6;
/** Longest work before the app is killed, milliseconds. */
const LONGEST_MS = 4_000;

const random = seededRandom(Date.now());

/** Tells how far the long drill is: it may be cut short. */
const told = (what: string, kills: number): void => {
  if (KILLS > 20) process.stdout.write(`${what}: ${kills} kills\n`);
};

const DETAILS = { birthDate: null, localNumber: null, skinType: null, notes: '' };

/** What main has said is done, by the time the app died. */
interface Acknowledged {
  /** Patients by id, with what was last said of them. */
  readonly notes: Map<string, string>;
  readonly photos: Set<string>;
  /** Photos whose analysis was done. */
  readonly analysed: Set<string>;
}

const savePatient = (page: Page, patientId: string | null, name: string, notes: string) =>
  page.evaluate(
    async (input) => {
      const result = await window.macule.request('patients:save', input);
      return result.ok ? result.value.id : null;
    },
    { patientId, details: { ...DETAILS, name, notes } },
  );

/** Enters patients and edits them, imports photos and sees them analysed, for as long as the app lives. */
async function work(page: Page, round: number, acknowledged: Acknowledged, files: readonly string[]) {
  const enter = async (): Promise<void> => {
    for (let patient = 0; ; patient += 1) {
      const name = `Round ${round} Patient ${patient}`;
      const id = await savePatient(page, null, name, '');
      if (id === null) throw new Error('A patient was refused.');
      acknowledged.notes.set(id, '');
      const notes = `edited in round ${round}`;
      if ((await savePatient(page, id, name, notes)) === id) acknowledged.notes.set(id, notes);
    }
  };
  const importAll = async (): Promise<void> => {
    for (const file of files) {
      const { imported } = await importFiles(page, [file]);
      for (const { id } of imported) acknowledged.photos.add(id);
    }
    for (;;) {
      for (const { id, analysis } of await listPhotos(page))
        if (analysis.state === 'done') acknowledged.analysed.add(id);
      await wait(50);
    }
  };
  await Promise.all([enter(), importAll()]);
}

/** Looks for everything that was acknowledged; the newest patients are enough, the older ones were looked for before. */
async function expectAll(page: Page, { notes, photos, analysed }: Acknowledged): Promise<void> {
  const newest = [...notes].slice(-200);
  const found = await page.evaluate(
    async (ids) => {
      const records = ids.map((patientId) => window.macule.request('patients:record', { patientId }));
      return (await Promise.all(records)).map((result) =>
        result.ok ? result.value.patient.notes : result.failure.message,
      );
    },
    newest.map(([id]) => id),
  );
  // What was asked for when the app died may be done all the same: notes may be newer than was said, never older.
  expect(
    newest.filter(
      ([, said], index) => found[index] !== said && (said !== '' || !found[index]?.startsWith('edited')),
    ),
  ).toEqual([]);
  const listed = await listPhotos(page);
  const ids = new Set(listed.map(({ id }) => id));
  expect([...photos].slice(-400).filter((id) => !ids.has(id))).toEqual([]);
  const undone = listed.filter(({ id, analysis }) => analysed.has(id) && analysis.state !== 'done');
  expect(undone).toEqual([]);
  const statuses = await page.evaluate(
    (addresses) => Promise.all(addresses.map(async (address) => (await fetch(address)).status)),
    listed.slice(0, 50).map(({ id }) => photoUrl(id, 'full')),
  );
  expect(statuses.filter((status) => status !== 200)).toEqual([]);
}

test(
  'killed while it imports, analyses and edits, the app has lost nothing that it said was done',
  async () => {
    const folder = await createWorkFolder();
    const acknowledged: Acknowledged = { notes: new Map(), photos: new Set(), analysed: new Set() };
    try {
      for (let round = 0; round <= OF_WORK; round += 1) {
        const app = await startMacule(folder.data);
        await expectAll(app.page, acknowledged);
        if (round === OF_WORK) {
          await app.close();
          break;
        }
        const files: string[] = [];
        for (let photo = 0; photo < PHOTOS; photo += 1) {
          const seed = round * PHOTOS + photo;
          const size = { width: 320, height: 240, seed };
          files.push((await savePhantom(folder.pictures, `round-${seed}.jpg`, size)).path);
        }
        const working = work(app.page, round, acknowledged, files).catch(() => undefined);
        await wait(random() * LONGEST_MS);
        app.electron.process().kill('SIGKILL');
        await working;
        told('work', round + 1);
      }
      expect(acknowledged.notes.size).toBeGreaterThan(0);
      const { database, key } = await openBySecret(folder.data, null);
      expect(verifyAuditTrail(database, derivedKey(key, 'audit'))).toMatchObject({ intact: true });
      database.close();
    } finally {
      await folder.remove();
    }
  },
  LIMIT_MS,
);

const ROWS = 20_000;

/** A library of the schema of the first patients, with so many of them that its migrations take a while. */
async function olderLibrary(folder: string): Promise<void> {
  await mkdir(folder);
  const { keys, key } = createKeys(null);
  writeKeys(join(folder, KEYS_FILE), keys);
  const opening = databaseKey(fileKeys(keys, key));
  const database = openDatabase(join(folder, DATABASE_FILE), MIGRATIONS.slice(0, 6), opening);
  database.transaction(() => {
    for (let row = 0; row < ROWS; row += 1) {
      const fingerprint = row.toString(16).padStart(64, '0');
      database.run(
        `INSERT INTO photos (id, file_name, fingerprint, width, height, imported_at)
         VALUES (:id, :name, :fingerprint, 4, 3, :at)`,
        { id: crypto.randomUUID(), name: `${row}.jpg`, fingerprint, at: '2026-01-01T00:00:00.000Z' },
      );
    }
  });
  database.close();
}

/** Starts the app, which shows its window to nobody and ends; a question would wait for an answer otherwise. */
function startUnseen(data: string, picture: string) {
  const { executable, app, sandboxed } = environment;
  const switches = ['--no-welcome', '--capture', picture, ...(sandboxed ? [] : ['--no-sandbox'])];
  return spawn(executable, [app, ...switches], {
    env: { ...process.env, MACULE_DATA: data },
    stdio: 'ignore',
  });
}

test(
  'killed while a new version changes the database, the next start finishes it, and the copy of before is whole',
  async () => {
    const folder = await createWorkFolder();
    const older = join(folder.pictures, 'older');
    try {
      await olderLibrary(older);
      for (let kill = 0; kill < OF_MIGRATIONS; kill += 1) {
        const data = join(folder.data, `library-${kill}`);
        await cp(older, data, { recursive: true });
        await folder.release();
        const killed = startUnseen(data, join(data, 'killed.png'));
        const gone = once(killed, 'exit');
        await wait(random() * LONGEST_MS);
        killed.kill('SIGKILL');
        await gone;
        const [code] = (await once(startUnseen(data, join(data, 'whole.png')), 'exit')) as [number | null];
        expect(code, `the start after kill ${kill + 1}`).toBe(0);
        const { database, key, keys } = await openBySecret(data, null);
        expect(schemaNumber(database)).toBe(MIGRATIONS.length);
        expect(database.one('SELECT count(*) AS photos FROM photos')).toEqual({ photos: ROWS });
        database.close();
        const [copy] = listBackups(data);
        const before = openDatabase(
          join(data, BACKUPS_FOLDER, copy ?? ''),
          MIGRATIONS.slice(0, 6),
          databaseKey(fileKeys(keys, key)),
        );
        expect(before.one('SELECT count(*) AS photos FROM photos')).toEqual({ photos: ROWS });
        before.close();
        told('migrations', kill + 1);
      }
    } finally {
      await folder.remove();
    }
  },
  LIMIT_MS,
);

const PASSPHRASE = 'seven purple bicycles sleep';

/** A backup's verdict, or null where none was ever finished. */
const verdictOf = (file: string): Promise<BackupVerdict | null> =>
  verifyBackup({ file, secret: PASSPHRASE }).catch((thrown: unknown) => {
    if (thrown instanceof MaculeError && /never finished|no such backup|no backup/.test(thrown.message))
      return null;
    throw thrown;
  });

test(
  'killed while it backs up, the app leaves the backup of before whole, and the next one goes on',
  async () => {
    const folder = await createWorkFolder();
    const [data, file] = [join(folder.data, 'library'), join(folder.data, 'clinic.macule-backup')];
    try {
      const administrator = { name: 'Dr. Keeper', passphrase: PASSPHRASE };
      await makeDemo(data, { today: '2026-03-01', patients: 2, administrator });
      await folder.release();
      let finished = 0;
      for (let kill = 0; kill <= OF_BACKUPS; kill += 1) {
        const electron = await launchMacule(data);
        await unlock(electron, PASSPHRASE);
        const { page, close } = await readyApp(electron, await mainWindow(electron));
        await electron.evaluate(({ dialog }, filePath) => {
          dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
        }, file);
        await savePatient(page, null, `Patient ${kill}`, '');
        await page.evaluate(async () => {
          const state = await window.macule.request('backup:state', {});
          if (state.ok && state.value.fileName === null) await window.macule.request('backup:choose', {});
          await window.macule.request('backup:run', {});
        });
        if (kill < OF_BACKUPS) {
          await wait(random() * 1_500);
          electron.process().kill('SIGKILL');
          const verdict = await verdictOf(file);
          expect(finished === 0 || verdict !== null, 'what was finished before').toBe(true);
          finished += verdict === null ? 0 : 1;
          told('backups', kill + 1);
          continue;
        }
        await expect
          .poll(
            () =>
              page.evaluate(async () => {
                const state = await window.macule.request('backup:state', {});
                return state.ok && state.value.running === null ? state.value.failure : 'running';
              }),
            { timeout: 60_000 },
          )
          .toBeNull();
        await close();
        expect(await verdictOf(file)).toMatchObject({ photos: (await photosOf(data)).length });
      }
    } finally {
      await folder.remove();
    }
  },
  LIMIT_MS,
);

async function photosOf(library: string): Promise<readonly unknown[]> {
  const { database } = await openBySecret(library, PASSPHRASE);
  try {
    return database.all('SELECT id FROM photos');
  } finally {
    database.close();
  }
}
