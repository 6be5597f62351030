import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { changeDatabaseKey, connect, type OpenDatabase } from '../../../src/main/data/database';
import { migrate, schemaNumber } from '../../../src/main/data/migrate';
import { MIGRATIONS } from '../../../src/main/data/migrations/all';
import { openDatabase } from '../../../src/main/data/open-database';
import { searchPatients } from '../../../src/main/data/repositories/patients';
import { DATABASE_FILE } from '../../../src/main/data/set-aside';
import { readPatientRecord } from '../../../src/main/services/record/read-record';
import { BACKUPS_FOLDER } from '../../../src/main/updates/backups';
import { prepareStart } from '../../../src/main/updates/first-start';
import { FROZEN_ROWS } from '../../fixtures/schemas/rows';
import { dumpDatabase, rowsOf, schemaOf, tablesOf } from '../../helpers/dump-database';
import { temporaryFolder } from '../../helpers/temporary-folder';

/*
 * Databases as each version of the schema left them, frozen: tests/fixtures/schemas/<number>.sql. A new migration adds
 * its own, made once by FREEZE_SCHEMAS=1 from the one before and the rows in rows.ts; what is there is never made anew.
 */
const frozen = (number: number): string =>
  join(import.meta.dirname, '../../fixtures/schemas', `${String(number).padStart(4, '0')}.sql`);
const folder = temporaryFolder();
afterAll(() => folder.remove());
const KEY = new Uint8Array(32).fill(9);

/** A database file as a version of the schema left it. */
function load(number: number, name: string): { readonly file: string; readonly database: OpenDatabase } {
  const file = join(folder.path, name, DATABASE_FILE);
  mkdirSync(dirname(file), { recursive: true });
  const database = connect(file);
  database.script('PRAGMA foreign_keys = OFF');
  database.script(readFileSync(frozen(number), 'utf8'));
  database.script('PRAGMA foreign_keys = ON');
  return { file, database };
}

function freeze(number: number): void {
  const database = number === 1 ? connect(':memory:') : load(number - 1, `freeze-${number}`).database;
  migrate(database, MIGRATIONS.slice(0, number));
  database.script(FROZEN_ROWS[number] ?? '');
  writeFileSync(frozen(number), dumpDatabase(database, number), { flag: 'wx' });
  database.close();
}

if (process.env['FREEZE_SCHEMAS'] === '1')
  MIGRATIONS.filter((migration) => !existsSync(frozen(migration.number))).forEach(({ number }) =>
    freeze(number),
  );

it.each(MIGRATIONS.map(({ number }) => number))(
  'migration %i is frozen, and was never edited since',
  (number) => {
    expect(existsSync(frozen(number)), 'FREEZE_SCHEMAS=1 makes what is missing').toBe(true);
    const { database } = load(number, `frozen-${number}`);
    const fresh = connect(':memory:');
    migrate(fresh, MIGRATIONS.slice(0, number));
    expect(schemaOf(database)).toEqual(schemaOf(fresh));
    expect(schemaNumber(database)).toBe(number);
    database.close();
    fresh.close();
  },
);

it.each(MIGRATIONS.map(({ number }) => number))(
  'a library of migration %i comes forward with every row, after a backup of itself',
  async (number) => {
    const { file, database: old } = load(number, `forward-${number}`);
    const before = new Map(tablesOf(old).map((table) => [table, rowsOf(old, table)]));
    old.one('PRAGMA journal_mode = DELETE');
    old.close();
    changeDatabaseKey(file, null, KEY);
    const data = dirname(file);
    const way = await prepareStart(data, KEY, '9.0.0', new Date('2026-01-02T03:04:05Z'));

    const database = openDatabase(file, MIGRATIONS, KEY);
    expect(schemaNumber(database)).toBe(MIGRATIONS.length);
    expect(database.all('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    expect(database.all('PRAGMA foreign_key_check')).toEqual([]);
    for (const [table, rows] of before) {
      const now = rowsOf(database, table);
      expect(now, table).toHaveLength(rows.length);
      // What a later migration added beside it may differ; what was there may not.
      rows.forEach((row, index) => expect(now[index], table).toMatchObject(row));
    }
    if (number >= 6) {
      // Found by the beginning of a word, and read as a whole by the code of now.
      const [found] = searchPatients(database, 'angs', 5);
      expect(found?.name).toBe('Ångström, Zoë');
      const { visits, treatments } = readPatientRecord(database, found?.id ?? '', () => null);
      expect(visits.map(({ date, photographs }) => [date, photographs.length])).toEqual([
        ['2025-01-10', 1],
        ['2025-03-01', 1],
      ]);
      expect(treatments).toHaveLength(1);
      expect(visits[0]?.photographs[0]?.consents).toEqual(['record', 'teaching']);
    }
    database.close();

    // The way back is the library as it was.
    const kept = connect(join(data, BACKUPS_FOLDER, way?.backup ?? ''), KEY);
    expect(schemaNumber(kept)).toBe(number);
    expect(new Map(tablesOf(kept).map((table) => [table, rowsOf(kept, table)]))).toEqual(before);
    kept.close();
  },
);
