import { beforeEach, expect, it } from 'vitest';
import { openNamed } from '../../../src/main/app/open-named';
import type { OpenDatabase } from '../../../src/main/data/database';
import { auditPage } from '../../../src/main/data/repositories/audit-trail';
import { insertUser } from '../../../src/main/data/repositories/users';
import { Access } from '../../../src/main/services/access/access';
import type { Role } from '../../../src/shared/access/role';
import { memoryDatabase, photoIdOf } from '../../helpers/memory-database';

const NOBODY = { imported: [], alreadyThere: [], refused: [] };
const FILE = '/card/DCIM/a.jpg';
const ID = photoIdOf(9);

let database: OpenDatabase;
let asked: (readonly string[])[];
let told: string[];
beforeEach(() => {
  database = memoryDatabase();
  [asked, told] = [[], []];
});

const accessOf = (role: Role): Access => {
  insertUser(database, { id: ID, name: 'Somebody', role }, '2026-01-01');
  return new Access({ database, auditKey: new Uint8Array(32), userId: ID, now: () => new Date(0) });
};
const open = (access: Access) =>
  openNamed([FILE], {
    imports: {
      import: (paths) => {
        asked.push(paths);
        return Promise.resolve(NOBODY);
      },
    },
    send: (name) => void told.push(name),
    access,
  });
const newest = (): string =>
  auditPage(database, null).map(({ action, outcome }) => `${action} ${outcome}`)[0] ?? '';

it('imports what the menu, the command line or a second start names, which is in the audit trail', async () => {
  expect(await open(accessOf('assistant'))).toEqual(NOBODY);
  expect([asked, told]).toEqual([[[FILE]], ['photos:import-finished']]);
  expect(newest()).toBe('photos:import-files done');
});

it('imports nothing for who may only read, and says why of each file', async () => {
  const report = await open(accessOf('read-only'));
  expect(report.refused).toMatchObject([{ kind: 'not-allowed', file: 'a.jpg' }]);
  expect([asked, told]).toEqual([[], ['photos:import-finished']]);
  expect(newest()).toBe('photos:import-files refused');
});

it('imports nothing while the library is locked', async () => {
  const access = accessOf('clinician');
  access.lock();
  expect((await open(access)).refused).toMatchObject([{ kind: 'locked', file: 'a.jpg' }]);
  expect(asked).toEqual([]);
});
