import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../../src/main/data/database';
import type { AuditFilter } from '../../../src/shared/access/audit-entry';
import { auditHead, auditPage, verifyAuditTrail } from '../../../src/main/data/repositories/audit-trail';
import { insertUser } from '../../../src/main/data/repositories/users';
import { Access } from '../../../src/main/services/access/access';
import { LibraryKeeper } from '../../../src/main/services/access/library-keeper';
import { UnlockDesk, type Opened } from '../../../src/main/services/access/unlock-desk';
import { auditKeyOf, createKeys, finished, withNewKey, withUser } from '../../../src/main/vault/keyring';
import type { LibraryKey } from '../../../src/main/vault/library-key';
import { readKeys, writeKeys, type Keys } from '../../../src/main/vault/keys-file';
import { onDrive, type Drive } from '../../helpers/failing-drive';
import { countingIds, memoryDatabase, photoIdOf } from '../../helpers/memory-database';
import { withFolder } from '../../helpers/pictures';

const AUDIT_KEY = new Uint8Array(32).fill(3);
const PASSPHRASE = 'seven purple bicycles sleep';
const OTHER = 'eleven yellow trains whistle';
const ID = photoIdOf(900);

let database: OpenDatabase;
let clock: number;
const accessOf = (userId: string | null): Access =>
  new Access({ database, auditKey: AUDIT_KEY, userId, now: () => new Date(clock) });
const actions = (): readonly string[] =>
  auditPage(database, null).map(({ action, subject, outcome }) => `${action} ${subject} ${outcome}`);

beforeEach(() => {
  database = memoryDatabase();
  clock = Date.parse('2026-03-01T10:00:00.000Z');
});

describe('what a user may do', () => {
  it('goes by role, and refusals are in the trail', () => {
    insertUser(database, { id: ID, name: 'Reader', role: 'read-only' }, '2026-01-01');
    const access = accessOf(ID);
    const patientId = photoIdOf(1);
    access.admit('patients:record', { patientId });
    expect(() => access.admit('patients:save', { patientId })).toThrow('needs the role “Assistant”');
    expect(() => access.admit('library:add-user', {})).toThrow('needs the role “Administrator”');
    expect(actions()).toContain(`patients:save ${patientId} refused`);
    accessOf(null).admit('library:protect', {});
  });

  it('is nothing while the library is locked, but to unlock it', () => {
    insertUser(database, { id: ID, name: 'Doctor', role: 'clinician' }, '2026-01-01');
    const access = accessOf(ID);
    access.lock();
    access.admit('library:unlock', {});
    expect(() => access.admit('photos:page', {})).toThrow('locked');
    access.unlock(ID);
    access.admit('photos:page', {});
  });
});

describe('the audit trail', () => {
  it('is searched by who and by what', () => {
    insertUser(database, { id: ID, name: 'Doctor', role: 'administrator' }, '2026-01-01');
    const access = accessOf(ID);
    access.answered('patients:record', { patientId: photoIdOf(1) }, true);
    access.answered('report:save-visit', { visitId: photoIdOf(2) }, true, { fileName: 'a.pdf' });
    // The system's dialog was closed.
    access.answered('deidentified:write', { patientId: photoIdOf(1) }, true, null);
    access.answered('deidentified:write', { patientId: photoIdOf(1) }, true, { fileName: 'x', pictures: 1 });
    accessOf(null).note({ action: 'backup:finished', subject: null, outcome: 'done' });
    const found = (kind: AuditFilter['kind'], userId: string | null) =>
      auditPage(database, null, { kind, userId }).map(({ action }) => action);
    expect(found('export', null)).toEqual(['backup:finished', 'deidentified:write', 'report:save-visit']);
    expect(found('export', ID)).toEqual(['deidentified:write', 'report:save-visit']);
    expect(found('view', ID)).toEqual(['patients:record']);
    expect(found(null, photoIdOf(77))).toEqual([]);
    expect(found('access', ID)).toEqual(['library:unlock']);
  });

  it('has every look once a minute and every change, but no words of a request', () => {
    const access = accessOf(null);
    const patientId = photoIdOf(1);
    for (const seconds of [0, 30, 80, 200]) {
      clock += seconds * 1000;
      access.answered('patients:record', { patientId }, true);
    }
    access.answered('patients:save', { patientId, details: { name: 'Zoë' } }, true);
    access.answered('photos:page', { from: 0 }, true);
    const looks = actions().filter((line) => line.startsWith('patients:record'));
    expect(looks).toHaveLength(3);
    expect(actions()[0]).toBe(`patients:save ${patientId} done`);
    expect(JSON.stringify(database.all('SELECT * FROM audit_entries'))).not.toContain('Zoë');
  });

  it('waits for room on a full drive, whose library is locked and answered all the same', () => {
    const drive: Drive = { fails: null };
    database = onDrive(database, drive);
    const access = accessOf(null);
    drive.fails = 'no-space';
    access.answered('patients:record', { patientId: photoIdOf(1) }, true);
    clock += 1000;
    access.lock();
    expect(access.isLocked).toBe(true);
    expect(actions()).toEqual(['library:unlock null done']);
    drive.fails = null;
    access.note({ action: 'backup:finished', subject: null, outcome: 'done' });
    expect(actions().slice(0, 3)).toEqual([
      'backup:finished null done',
      'library:lock null done',
      `patients:record ${photoIdOf(1)} done`,
    ]);
    const [, locked, looked] = auditPage(database, null);
    expect(Date.parse(locked!.at) - Date.parse(looked!.at)).toBe(1000);
    expect(verifyAuditTrail(database, AUDIT_KEY)).toMatchObject({ entries: 4, intact: true });
  });

  it('can be written on only, and tells where it was tampered with', () => {
    const access = accessOf(null);
    for (let step = 0; step < 20; step += 1)
      access.answered('patients:remove', { patientId: photoIdOf(step) }, true);
    const verdict = () => verifyAuditTrail(database, AUDIT_KEY);
    expect(verdict()).toEqual({ entries: 21, intact: true, brokenAt: null });
    expect(() => database.run('UPDATE audit_entries SET at = 0')).toThrow();
    expect(() => database.run('DELETE FROM audit_entries')).toThrow();
    const head = auditHead(database);
    database.script('DROP TRIGGER audit_entries_stay; DROP TRIGGER audit_entries_remain');
    database.run('DELETE FROM audit_entries WHERE sequence = 12');
    expect(verdict()).toEqual({ entries: 11, intact: false, brokenAt: 12 });
    database.run('DELETE FROM audit_entries WHERE sequence > 11');
    expect(verdict()).toMatchObject({ intact: true });
    // Cut off behind: only what is known from elsewhere tells.
    expect(verifyAuditTrail(database, AUDIT_KEY, head)).toEqual({ entries: 11, intact: false, brokenAt: 12 });
    expect(verifyAuditTrail(database, new Uint8Array(32), null)).toMatchObject({
      intact: false,
      brokenAt: 1,
    });
  });
});

describe('the audit trail of a library whose key is changed', () => {
  it('stays provable, over several changes', () =>
    withFolder((folder) => {
      const file = join(folder, 'keys.json');
      const { keys, key } = createKeys(null);
      writeKeys(file, keys);
      let now = { keys, key };
      const write = (): void => {
        const auditKey = auditKeyOf(requireKeys(file), now.key);
        new Access({ database, auditKey, userId: null, now: () => new Date(clock) }).lock();
      };
      write();
      for (let change = 0; change < 2; change += 1) {
        now = withNewKey(requireKeys(file), now.key);
        writeKeys(file, finished(now.keys));
        write();
      }
      const verdict = (of: Keys, by: LibraryKey) => verifyAuditTrail(database, auditKeyOf(of, by));
      expect(verdict(requireKeys(file), now.key)).toEqual({ entries: 6, intact: true, brokenAt: null });
      // Without the one that was kept, the trail tells.
      const { audit: _, ...without } = requireKeys(file);
      expect(verdict(without, now.key)).toMatchObject({ intact: false, brokenAt: 1 });
      return Promise.resolve();
    }));
});

describe('keeping a library', () => {
  const withKeeper = (
    use: (
      keeper: LibraryKeeper,
      access: Access,
      file: string,
      desk: UnlockDesk,
      opened: Opened[],
      key: LibraryKey,
    ) => Promise<void>,
  ) =>
    withFolder(async (folder) => {
      const keysFile = join(folder, 'keys.json');
      const { keys, key } = createKeys(null);
      writeKeys(keysFile, keys);
      const access = accessOf(null);
      const keeper = new LibraryKeeper({
        ...{
          database,
          keysFile,
          key,
          access,
          keychain: null,
          newId: countingIds(),
          now: () => new Date(clock),
        },
      });
      const opened: Opened[] = [];
      const desk = new UnlockDesk({
        ...{ keysFile, attemptsFile: join(folder, 'attempts.json'), now: () => clock },
        onOpened: (one) => void opened.push(one),
        onRefused: () => undefined,
      });
      await use(keeper, access, keysFile, desk, opened, key);
    });

  it('protects it by the first passphrase, under a new key that this computer does not have', () =>
    withKeeper(async (keeper, _, file, desk, opened) => {
      expect(keeper.protection()).toMatchObject({ protectedBy: 'open', users: [] });
      await expect(keeper.protect('Dr. Demo', 'too short')).rejects.toThrow('15');
      const before = readKeys(file);
      const recoveryKey = await keeper.protect('Dr. Demo', PASSPHRASE);
      const after = readKeys(file);
      expect(after).toMatchObject({ device: null, unfinished: true });
      expect(after?.key).not.toBe(before?.key);
      expect(keeper.protection()).toMatchObject({
        protectedBy: 'passphrase',
        users: [{ role: 'administrator' }],
      });
      const userId = keeper.protection().users[0]?.id ?? '';
      expect(await desk.unlock(userId, PASSPHRASE)).toEqual({ opened: true, waitSeconds: 0 });
      expect(await desk.recover(userId, recoveryKey, OTHER)).toMatchObject({ opened: true });
      expect(await desk.unlock(userId, PASSPHRASE)).toMatchObject({ opened: false });
      expect(opened).toHaveLength(2);
      // Everything else waits for the new key.
      await expect(keeper.newRecoveryKey()).rejects.toThrow('being changed');
    }));

  it('lets wrong passphrases wait, over restarts, and looks at none before its time', () =>
    withKeeper(async (keeper, _, __, desk) => {
      await keeper.protect('Dr. Demo', PASSPHRASE);
      const userId = keeper.protection().users[0]?.id ?? '';
      for (let wrong = 0; wrong < 5; wrong += 1) await desk.unlock(userId, OTHER);
      expect(desk.state().waitSeconds).toBe(2);
      expect(await desk.unlock(userId, PASSPHRASE)).toEqual({ opened: false, waitSeconds: 2 });
      clock += 2_000;
      expect(await desk.unlock(userId, PASSPHRASE)).toMatchObject({ opened: true });
      expect(desk.state()).toMatchObject({ waitSeconds: 0, lastUserId: userId });
    }));

  it('never leaves it without somebody who administers it', () =>
    withKeeper(async (keeper, access, file, desk, _, key) => {
      const user = { id: ID, name: 'Dr. Demo', passphrase: PASSPHRASE };
      writeKeys(file, await withUser(requireKeys(file), key, user));
      insertUser(database, { id: ID, name: 'Dr. Demo', role: 'administrator' }, '2026-01-01');
      access.unlock(ID);
      expect(() => keeper.changeRole(ID, 'clinician')).toThrow('Nobody would be left');
      await expect(keeper.removeUser(ID)).rejects.toThrow('Nobody would be left');
      await expect(keeper.changePassphrase(OTHER, OTHER)).rejects.toThrow('not right');
      await expect(keeper.addUser('Dr. Demo', 'assistant', OTHER)).rejects.toThrow('already');
      await keeper.addUser('Second', 'administrator', OTHER);
      const second = keeper.protection().users.find(({ name }) => name === 'Second')?.id ?? '';
      await keeper.removeUser(ID);
      await expect(desk.unlock(ID, PASSPHRASE)).rejects.toThrow('does not know');
      expect(await desk.unlock(second, OTHER)).toMatchObject({ opened: true });
    }));
});

function requireKeys(file: string): Keys {
  const keys = readKeys(file);
  if (keys === null) throw new Error('no keys');
  return keys;
}
