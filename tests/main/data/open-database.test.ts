import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { connect } from '../../../src/main/data/database';
import { DamagedDatabase } from '../../../src/main/data/database-failure';
import { migrate, schemaNumber } from '../../../src/main/data/migrate';
import { MIGRATIONS } from '../../../src/main/data/migrations/all';
import { openDatabase } from '../../../src/main/data/open-database';
import { listPhotos } from '../../../src/main/data/repositories/photos';
import { MaculeError } from '../../../src/shared/errors';
import { addPhoto, memoryDatabase, photoIdOf } from '../../helpers/memory-database';
import { withFolder } from '../../helpers/pictures';

describe('openDatabase', () => {
  it('gives every table strict types, and the safe settings', () => {
    const database = memoryDatabase();
    const tables = database.all(
      "SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    );
    expect(tables.length).toBeGreaterThan(5);
    expect(tables.filter((table) => (table as { strict: number }).strict !== 1)).toEqual([]);
    expect(database.one('PRAGMA foreign_keys')).toEqual({ foreign_keys: 1 });
    expect(database.one('PRAGMA secure_delete')).toEqual({ secure_delete: 1 });
    expect(() => database.run("INSERT INTO settings VALUES (1, 'yes', 1, NULL, 'box')")).toThrow(MaculeError);
  });

  it('keeps what was stored, and writes ahead', async () => {
    await withFolder(async (folder) => {
      const file = join(folder, 'macule.db');
      const first = openDatabase(file);
      expect(first.one('PRAGMA journal_mode')).toEqual({ journal_mode: 'wal' });
      addPhoto(first, 1);
      first.close();
      const second = openDatabase(file);
      expect(listPhotos(second)).toHaveLength(1);
      second.close();
    });
  });

  it('brings an older schema up to date and keeps its rows', async () => {
    await withFolder(async (folder) => {
      const file = join(folder, 'macule.db');
      const old = openDatabase(file, MIGRATIONS.slice(0, 1));
      expect(schemaNumber(old)).toBe(1);
      old.script(
        `INSERT INTO photos (id, file_name, fingerprint, width, height, imported_at)
         VALUES ('${photoIdOf(1)}', 'a.jpg', '${'1'.repeat(64)}', 1600, 1200, '2025-03-01T10:00:00.000Z')`,
      );
      old.close();
      const database = openDatabase(file);
      expect(schemaNumber(database)).toBe(MIGRATIONS.length);
      expect(listPhotos(database)).toHaveLength(1);
      database.close();
    });
  });

  it('leaves no half of a migration that fails', () => {
    const database = connect(':memory:');
    const broken = {
      number: 1,
      sql: 'CREATE TABLE a (x INTEGER) STRICT; CREATE TABLE a (x INTEGER) STRICT;',
    };
    expect(() => migrate(database, [broken])).toThrow(MaculeError);
    expect(schemaNumber(database)).toBe(0);
    expect(database.all("SELECT name FROM sqlite_schema WHERE name = 'a'")).toEqual([]);
  });

  it('refuses a database of a newer Macule and leaves it as it is', async () => {
    await withFolder(async (folder) => {
      const file = join(folder, 'macule.db');
      const database = openDatabase(file);
      database.script(`PRAGMA user_version = ${MIGRATIONS.length + 1}`);
      database.close();
      const before = await readFile(file);
      expect(() => openDatabase(file)).toThrow('newer version');
      expect(() => openDatabase(file)).not.toThrow(DamagedDatabase);
      expect((await readFile(file)).equals(before)).toBe(true);
    });
  });

  it('tells a damaged database and leaves it as it is', async () => {
    await withFolder(async (folder) => {
      const file = join(folder, 'macule.db');
      const database = openDatabase(file);
      for (let number = 1; number <= 500; number += 1) addPhoto(database, number);
      database.close();
      const bytes = await readFile(file);
      bytes.fill(0xa5, 8192, 40_000);
      await writeFile(file, bytes);
      expect(() => openDatabase(file)).toThrow(DamagedDatabase);
      expect((await readFile(file)).equals(bytes)).toBe(true);
    });
  });

  it('tells a file that is no database', async () => {
    await withFolder(async (folder) => {
      const file = join(folder, 'macule.db');
      await writeFile(
        file,
        'This was never a database, though it is long enough to be looked at.'.repeat(40),
      );
      const { size } = await stat(file);
      expect(() => openDatabase(file)).toThrow(DamagedDatabase);
      expect((await stat(file)).size).toBe(size);
    });
  });
});
