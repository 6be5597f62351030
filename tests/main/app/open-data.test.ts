import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openData, type OpenDataOptions } from '../../../src/main/app/open-data';
import { DamagedDatabase } from '../../../src/main/data/database-failure';
import { newFileKeys } from '../../helpers/library-keys';
import { withFolder } from '../../helpers/pictures';

const NOT_A_DATABASE = 'This is no database, though it is long enough to be looked at. '.repeat(40);

const optionsFor = (dataFolder: string, mayStartEmpty: boolean): OpenDataOptions => ({
  dataFolder,
  keys: newFileKeys(),
  now: () => new Date('2025-03-01T10:00:00Z'),
  mayStartEmpty: () => mayStartEmpty,
  log: () => undefined,
});

const ASIDE = 'set-aside-2025-03-01T10-00-00-000Z';

it('leaves a damaged database and its photos alone until somebody decides', () =>
  withFolder(async (folder) => {
    await writeFile(join(folder, 'macule.db'), NOT_A_DATABASE);
    await mkdir(join(folder, 'photos', 'someone'), { recursive: true });
    await expect(openData(optionsFor(folder, false))).rejects.toThrow(DamagedDatabase);
    expect(await readFile(join(folder, 'macule.db'), 'utf8')).toBe(NOT_A_DATABASE);
    expect(await readdir(join(folder, 'photos'))).toEqual(['someone']);
  }));

it('sets all aside together before it starts empty', () =>
  withFolder(async (folder) => {
    await writeFile(join(folder, 'macule.db'), NOT_A_DATABASE);
    await mkdir(join(folder, 'photos', 'someone'), { recursive: true });
    await mkdir(join(folder, 'training', 'a-run'), { recursive: true });
    const { database } = await openData(optionsFor(folder, true));
    database.close();
    expect(await readFile(join(folder, ASIDE, 'macule.db'), 'utf8')).toBe(NOT_A_DATABASE);
    expect(await readdir(join(folder, ASIDE, 'photos'))).toEqual(['someone']);
    expect(await readdir(join(folder, ASIDE, 'training'))).toEqual(['a-run']);
    expect(await readdir(join(folder, 'photos'))).toEqual([]);
  }));

it('never takes photos whose database is missing for leftovers', () =>
  withFolder(async (folder) => {
    await mkdir(join(folder, 'photos', 'someone'), { recursive: true });
    const { database } = await openData(optionsFor(folder, false));
    database.close();
    expect(await readdir(join(folder, ASIDE, 'photos'))).toEqual(['someone']);
  }));

it('never takes training runs whose database is missing for leftovers', () =>
  withFolder(async (folder) => {
    await mkdir(join(folder, 'training', 'a-run'), { recursive: true });
    const { database } = await openData(optionsFor(folder, false));
    database.close();
    expect(await readdir(join(folder, ASIDE, 'training'))).toEqual(['a-run']);
  }));
