import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { connect } from '../../../src/main/data/database';
import { openDatabase } from '../../../src/main/data/open-database';
import { MIGRATIONS } from '../../../src/main/data/migrations/all';
import { schemaNumber } from '../../../src/main/data/migrate';
import { DATABASE_FILE } from '../../../src/main/data/set-aside';
import { BACKUPS_FOLDER, listBackups } from '../../../src/main/updates/backups';
import { goBack, prepareStart, startedWell } from '../../../src/main/updates/first-start';
import { readStartRecord, START_RECORD_FILE } from '../../../src/main/updates/start-record';
import { temporaryFolder } from '../../helpers/temporary-folder';

const KEY = new Uint8Array(32).fill(7);

const folder = temporaryFolder();
afterAll(() => folder.remove());

let data = '';
let number = 0;
beforeEach(() => {
  number += 1;
  data = join(folder.path, String(number));
  mkdirSync(data);
});

const at = (minute: number): Date => new Date(Date.UTC(2026, 0, 2, 3, minute));
const OLDER = MIGRATIONS.slice(0, -1);

/** A library of the version before: one step of the schema behind, with a word of its own. */
function olderLibrary(word = 'mine'): void {
  const database = openDatabase(join(data, DATABASE_FILE), OLDER, KEY);
  database.script('CREATE TABLE IF NOT EXISTS word (word TEXT) STRICT');
  database.run('INSERT INTO word VALUES (:word)', { word });
  database.close();
}

function wordsIn(file: string): { readonly schema: number; readonly words: readonly unknown[] } {
  const database = connect(file, KEY);
  try {
    return { schema: schemaNumber(database), words: database.all('SELECT word FROM word') };
  } finally {
    database.close();
  }
}

describe('the first start of a version', () => {
  it('backs up what the version before has left, before anything is migrated', async () => {
    olderLibrary();
    const way = await prepareStart(data, KEY, '2.0.0', at(0));
    expect(way).toEqual({ lastGood: null, backup: expect.any(String), failedBefore: false });
    openDatabase(join(data, DATABASE_FILE), MIGRATIONS, KEY).close();
    const kept = wordsIn(join(data, BACKUPS_FOLDER, way?.backup ?? ''));
    expect(kept).toEqual({ schema: OLDER.length, words: [{ word: 'mine' }] });
  });

  it('contains what still stands in the write-ahead log of a killed process', async () => {
    olderLibrary();
    const open = connect(join(data, DATABASE_FILE), KEY);
    open.run('INSERT INTO word VALUES (:word)', { word: 'last' });
    const way = await prepareStart(data, KEY, '2.0.0', at(0));
    open.close();
    expect(wordsIn(join(data, BACKUPS_FOLDER, way?.backup ?? '')).words).toHaveLength(2);
  });

  it('is only once: a version that started well is not backed up again', async () => {
    olderLibrary();
    await prepareStart(data, KEY, '2.0.0', at(0));
    startedWell(data, '2.0.0');
    expect(await prepareStart(data, KEY, '2.0.0', at(1))).toBeNull();
    expect(listBackups(data)).toHaveLength(1);
    expect(await prepareStart(data, KEY, '2.0.1', at(2))).toMatchObject({ lastGood: '2.0.0' });
  });

  it('has nothing to back up in an empty folder', async () => {
    expect(await prepareStart(data, KEY, '2.0.0', at(0))).toBeNull();
    expect(existsSync(join(data, BACKUPS_FOLDER))).toBe(false);
    expect(readStartRecord(data).trying).toEqual({ version: '2.0.0', backup: null });
  });

  it('leaves a damaged database to the question about it', async () => {
    writeFileSync(join(data, DATABASE_FILE), 'no database '.repeat(1_000));
    expect(await prepareStart(data, KEY, '2.0.0', at(0))).toBeNull();
    expect(listBackups(data)).toEqual([]);
  });

  it('does not back up a database of a newer Macule, which will be refused', async () => {
    const newer = { number: MIGRATIONS.length + 1, sql: 'CREATE TABLE later (id INTEGER) STRICT' };
    openDatabase(join(data, DATABASE_FILE), [...MIGRATIONS, newer], KEY).close();
    expect(await prepareStart(data, KEY, '1.0.0', at(0))).toBeNull();
  });

  it('keeps the three newest backups', async () => {
    olderLibrary();
    for (const [minute, version] of ['2.0.0', '10.0.0', '3.0.0', '4.0.0'].entries()) {
      await prepareStart(data, KEY, version, at(minute));
      startedWell(data, version);
    }
    expect(listBackups(data).map((name) => name.split('-')[1])).toEqual(['10.0.0', '3.0.0', '4.0.0']);
  });

  it('takes a record that was cut short for none', async () => {
    olderLibrary();
    writeFileSync(join(data, START_RECORD_FILE), '{"lastGood": "2.');
    expect(await prepareStart(data, KEY, '2.0.0', at(0))).toMatchObject({ lastGood: null });
  });
});

describe('the way back', () => {
  it('puts the database of before in place, and sets aside what the failed start has made of it', async () => {
    olderLibrary();
    await prepareStart(data, KEY, '2.0.0', at(0));
    const open = openDatabase(join(data, DATABASE_FILE), MIGRATIONS, KEY);
    open.run('DELETE FROM word');
    open.close();
    const way = await prepareStart(data, KEY, '2.0.0', at(1));
    if (way === null) throw new Error('no way back');
    expect(way.failedBefore).toBe(true);
    const aside = goBack(data, way, at(2));
    expect(wordsIn(join(data, DATABASE_FILE))).toEqual({ schema: OLDER.length, words: [{ word: 'mine' }] });
    expect(wordsIn(join(aside, DATABASE_FILE))).toEqual({ schema: MIGRATIONS.length, words: [] });
    expect(readdirSync(data).filter((name) => name.endsWith('.partial'))).toEqual([]);
  });

  it('backs up anew when the new version is tried again after going back', async () => {
    olderLibrary();
    const first = await prepareStart(data, KEY, '2.0.0', at(0));
    if (first === null) throw new Error('no way back');
    goBack(data, first, at(1));
    const second = await prepareStart(data, KEY, '2.0.0', at(2));
    expect(second?.failedBefore).toBe(false);
    expect(second?.backup).not.toBe(first.backup);
  });

  it('loses nothing where the backup is gone', async () => {
    olderLibrary();
    const before = readFileSync(join(data, DATABASE_FILE));
    const way = { lastGood: null, backup: 'before-2.0.0-20260102T030000000Z.db', failedBefore: true };
    expect(() => goBack(data, way, at(0))).toThrow(/ENOENT/);
    expect(readFileSync(join(data, DATABASE_FILE)).equals(before)).toBe(true);
  });
});
