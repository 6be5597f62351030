import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { connect } from '../../src/main/data/database';
import { schemaNumber } from '../../src/main/data/migrate';
import { MIGRATIONS } from '../../src/main/data/migrations/all';
import { openBySecret } from '../../src/main/data/open-by-secret';
import { openDatabase } from '../../src/main/data/open-database';
import { databaseKey } from '../../src/main/data/seal-library';
import { DATABASE_FILE } from '../../src/main/data/set-aside';
import { backUp, BACKUPS_FOLDER, listBackups } from '../../src/main/updates/backups';
import { createKeys, fileKeys } from '../../src/main/vault/keyring';
import { KEYS_FILE, writeKeys } from '../../src/main/vault/keys-file';
import { environment } from './harness/environment';
import { chance, KillMoments, KILLS_OF, LIMIT_MS } from './harness/kill-drill';
import { createWorkFolder } from './harness/work-folder';

/** The schema that brought the first patients. */
const OLD = 6;
const ROWS = 60_000;
const KINDS = ['copy of the database', 'migration'] as const;

/** A library of an old schema, with so many photos that its migrations take a while. */
async function olderLibrary(folder: string): Promise<Uint8Array> {
  await mkdir(folder);
  const { keys, key } = createKeys(null);
  writeKeys(join(folder, KEYS_FILE), keys);
  const opening = databaseKey(fileKeys(keys, key));
  const database = openDatabase(join(folder, DATABASE_FILE), MIGRATIONS.slice(0, OLD), opening);
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
  return opening;
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

const isCopying = (data: string): boolean => existsSync(join(data, BACKUPS_FOLDER));
const isCopied = (data: string): boolean => listBackups(data).length > 0;

/** How far the database has come, looked at in a copy: the app itself is to repair what the kill has left. */
async function schemaAfterKill(data: string, scratch: string, key: Uint8Array): Promise<number> {
  await mkdir(scratch);
  for (const ending of ['', '-wal', '-shm'])
    if (existsSync(join(data, `${DATABASE_FILE}${ending}`)))
      await cp(join(data, `${DATABASE_FILE}${ending}`), join(scratch, `${DATABASE_FILE}${ending}`));
  const database = connect(join(scratch, DATABASE_FILE), key);
  try {
    return schemaNumber(database);
  } finally {
    database.close();
    await rm(scratch, { recursive: true });
  }
}

async function metBy(data: string, scratch: string, key: Uint8Array): Promise<readonly string[]> {
  if (!isCopying(data)) return ['start, before the copy'];
  if (!isCopied(data)) return ['copy of the database'];
  const schema = await schemaAfterKill(data, scratch, key);
  return [schema === MIGRATIONS.length ? 'opening, after the migrations' : 'migration'];
}

test(
  'killed while a new version changes the database, the next start finishes it, and the copy of before is whole',
  async () => {
    const folder = await createWorkFolder();
    const older = join(folder.pictures, 'older');
    const moments = new KillMoments('migrations');
    const freshLibrary = async (name: string): Promise<string> => {
      const data = join(folder.data, name);
      await cp(older, data, { recursive: true });
      await folder.release();
      return data;
    };
    try {
      const opening = await olderLibrary(older);
      const whole = await freshLibrary('whole');
      const lasted = await howLong(whole, opening);
      for (let kill = 0; kill < KILLS_OF.migrations; kill += 1) {
        const data = await freshLibrary(`library-${kill}`);
        const killed = startUnseen(data, join(data, 'killed.png'));
        const gone = once(killed, 'exit');
        // Most of a start is neither copy nor migration: chance decides from their beginnings on.
        const [begun, longest] =
          kill % 2 === 0 ? ([isCopying, lasted.copy] as const) : ([isCopied, lasted.migration] as const);
        await expect.poll(() => begun(data), { timeout: 60_000, interval: 1 }).toBe(true);
        await wait(chance() * longest);
        killed.kill('SIGKILL');
        await gone;
        moments.met(await metBy(data, join(folder.pictures, 'looked-at'), opening));
        const [code] = (await once(startUnseen(data, join(data, 'whole.png')), 'exit')) as [number | null];
        expect(code, `the start after kill ${kill + 1}`).toBe(0);
        const { database, key, keys } = await openBySecret(data, null);
        expect(schemaNumber(database)).toBe(MIGRATIONS.length);
        expect(database.one('SELECT count(*) AS photos FROM photos')).toEqual({ photos: ROWS });
        database.close();
        const [copy] = listBackups(data);
        const before = openDatabase(
          join(data, BACKUPS_FOLDER, copy ?? ''),
          MIGRATIONS.slice(0, OLD),
          databaseKey(fileKeys(keys, key)),
        );
        expect(before.one('SELECT count(*) AS photos FROM photos')).toEqual({ photos: ROWS });
        before.close();
        await rm(data, { recursive: true });
      }
      expect(moments.missing(KINDS), moments.toString()).toEqual([]);
    } finally {
      await folder.remove();
    }
  },
  LIMIT_MS,
);

/** Milliseconds that copy and migrations take where nobody kills the process. */
async function howLong(
  data: string,
  key: Uint8Array,
): Promise<{ readonly copy: number; readonly migration: number }> {
  const from = performance.now();
  const old = connect(join(data, DATABASE_FILE), key);
  await backUp(old, data, 'drill', new Date());
  old.close();
  const copied = performance.now();
  openDatabase(join(data, DATABASE_FILE), MIGRATIONS, key).close();
  return { copy: copied - from, migration: performance.now() - copied };
}
