import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { compiledSqlite } from '../../../src/main/data/native-sqlite';
import { MaculeError } from '../../../src/shared/errors';
import { temporaryFolder } from '../../helpers/temporary-folder';

const folder = temporaryFolder();
afterAll(() => folder.remove());

it('a runtime that would die of the prebuilt SQLite is told so where none is compiled for it', () => {
  const bare = (): string => join(folder.path, 'bare');
  expect(() => compiledSqlite(9, bare)).toThrow(MaculeError);
  expect(() => compiledSqlite(9, bare)).toThrow(/not compiled for Node \d+/);
  expect(compiledSqlite(10, bare)).toBeUndefined();
});

it('the compiled SQLite is taken where the prebuilt one would not do', () => {
  const release = join(folder.path, 'whole', 'build', 'Release');
  mkdirSync(release, { recursive: true });
  writeFileSync(join(release, 'better_sqlite3.node'), '');
  expect(compiledSqlite(9, () => join(folder.path, 'whole'))).toBe(join(release, 'better_sqlite3.node'));
});
