import { beforeEach, describe, expect, it, vi } from 'vitest';
import { opensDatabase } from '../../scripts/bootstrap/opens-database.mjs';
import { prepareEngine } from '../../scripts/bootstrap/prepare.mjs';

const done: string[] = [];
/** Node-API versions that a compiled SQLite is missing for. */
const missing = new Set<number>();

vi.mock('../../scripts/bootstrap/lock.mjs', () => ({
  withLock: async (_: string, work: () => Promise<unknown>) => {
    done.push('locked');
    return work();
  },
}));
vi.mock('../../scripts/bootstrap/install.mjs', () => ({
  checkNode: () => undefined,
  isInstalled: () => true,
  install: () => Promise.resolve(),
}));
vi.mock('../../scripts/bootstrap/build.mjs', () => ({ isBuilt: () => true, build: () => Promise.resolve() }));
vi.mock('../../scripts/bootstrap/sqlite.mjs', () => ({
  sqliteIsReady: (napis: readonly number[]) => !napis.some((napi) => missing.has(napi)),
  ensureSqlite: (napis: readonly number[]) => {
    done.push(`SQLite for ${napis.join(', ')}`);
    return Promise.resolve();
  },
}));

const own = Number(process.versions['napi']);

beforeEach(() => {
  done.length = 0;
  missing.clear();
});

describe('set-up of a command', () => {
  it('compiles SQLite for this Node, one process at a time, before a database is opened', async () => {
    missing.add(own);
    await prepareEngine({ opensDatabase: true });
    expect(done).toEqual(['locked', `SQLite for ${own}`]);
  });

  it('leaves SQLite alone where no database is opened, and everything where SQLite is there', async () => {
    await prepareEngine({ opensDatabase: true });
    missing.add(own);
    await prepareEngine();
    expect(done).toEqual([]);
  });
});

it('commands that open a database are told from those that do not', () => {
  const opening = ['demo --library d', 'library summary --library d', 'model export m f --library d'];
  const others = [
    'predict a.jpg',
    'doctor',
    'model verify f',
    'library',
    'library summary --help',
    'demo -h',
    '',
  ];
  const words = (line: string): readonly string[] => line.split(' ').filter((word) => word !== '');
  expect(opening.filter((line) => !opensDatabase(words(line)))).toEqual([]);
  expect(others.filter((line) => opensDatabase(words(line)))).toEqual([]);
});
