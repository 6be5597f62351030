import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBySecret } from '../../../src/main/data/open-by-secret';
import { addAuditEntry } from '../../../src/main/data/repositories/audit-trail';
import { derivedKey } from '../../../src/main/vault/library-key';
import { everyByte, foundIn } from '../../helpers/every-byte';
import { appFolder, runMacule } from '../../helpers/run-macule';
import { temporaryFolder } from '../../helpers/temporary-folder';

const PASSPHRASE = 'seven purple bicycles sleep';

interface Printed {
  readonly access: { readonly userId: string; readonly recoveryKey: string };
  readonly patients: readonly {
    readonly name: string;
    readonly visits: readonly { readonly date: string; readonly photoId: string }[];
  }[];
}

const folder = temporaryFolder();
const library = join(folder.path, 'library');
const input = `${PASSPHRASE}\n`;
let app: string;
let made: Awaited<ReturnType<typeof runMacule>>;

beforeAll(async () => {
  app = await appFolder(folder.path);
  const args = ['demo', '--library', library, '--patients', '1', '--passphrase-stdin', '--json'];
  made = await runMacule(app, args, { input });
});
afterAll(() => folder.remove());

it('a stolen disk shows no name and no picture of a demo library, and only its secrets open it', async () => {
  expect(made.code, made.err).toBe(0);
  const { access, patients } = JSON.parse(made.out) as Printed;
  const words = patients.flatMap(({ name, visits }) => [
    ...[name, ...name.split(', ')],
    ...visits.map(({ date }) => date),
  ]);
  const bytes = await everyByte(library);
  expect(bytes.length).toBeGreaterThan(1_000_000);
  expect(foundIn(bytes, [...words, 'D-1001', 'retinoid', 'CREATE TABLE', PASSPHRASE])).toEqual([]);
  expect(foundIn(bytes, [access.recoveryKey, access.recoveryKey.replaceAll('-', '')])).toEqual([]);

  const summary = ['library', 'summary', '--library', library, '--passphrase-stdin', '--json'];
  const counted = await runMacule(app, summary, { input: access.recoveryKey });
  expect(JSON.parse(counted.out)).toMatchObject({ patients: 1, users: 1, lesions: 0, engine: null });

  for (const secret of [PASSPHRASE, access.recoveryKey]) {
    const { database, store } = await openBySecret(library, secret);
    const { stream } = await store.read(patients[0]?.visits[0]?.photoId ?? '', 'full');
    // What was looked for is what lies sealed there.
    expect(foundIn(await buffer(stream), [])[0]).toMatch(/^JPEG/);
    expect(database.all('SELECT name FROM users')).toEqual([{ name: 'Administrator' }]);
    database.close();
  }
  await expect(openBySecret(library, 'seven purple bicycles sleeps')).rejects.toThrow('does not open');
  await expect(openBySecret(library, null)).rejects.toThrow('needs a passphrase');
});

it('the audit trail of a library is checked by one command', async () => {
  const opened = await openBySecret(library, PASSPHRASE);
  const key = derivedKey(opened.key, 'audit');
  for (const subject of ['a', 'b', 'c']) {
    const note = { action: 'patients:record', subject, outcome: 'done', userId: null } as const;
    addAuditEntry(opened.database, key, { ...note, at: '2026-03-01T10:00:00.000Z' });
  }
  opened.database.close();
  const verify = ['library', 'verify-audit', '--library', library, '--passphrase-stdin'];
  expect(await runMacule(app, verify, { input })).toMatchObject({
    code: 0,
    out: expect.stringContaining('All 3') as string,
  });

  const sound = await runMacule(app, [...verify, '--json'], { input });
  const { newest } = JSON.parse(sound.out) as { readonly newest: string };
  expect(newest).toMatch(/^3:/);

  const tampered = await openBySecret(library, PASSPHRASE);
  tampered.database.script(
    "DROP TRIGGER audit_entries_stay; UPDATE audit_entries SET subject = 'x' WHERE sequence = 2",
  );
  tampered.database.close();
  const after = await runMacule(app, [...verify, '--json'], { input });
  expect(after.code).toBe(1);
  expect(JSON.parse(after.out)).toEqual({ entries: 1, intact: false, brokenAt: 2 });
  const cut = await openBySecret(library, PASSPHRASE);
  cut.database.script('DROP TRIGGER audit_entries_remain; DELETE FROM audit_entries WHERE sequence > 1');
  cut.database.close();
  // By itself a trail that was cut off behind is sound; only what was known before tells.
  expect(await runMacule(app, verify, { input })).toMatchObject({ code: 0 });
  const compared = await runMacule(app, [...verify, '--known', newest, '--json'], { input });
  expect(JSON.parse(compared.out)).toEqual({ entries: 1, intact: false, brokenAt: 2 });
  expect((await runMacule(app, [...verify, '--known', 'nonsense'], { input })).err).toContain('no entry');
  expect((await runMacule(app, verify, { input: '' })).err).toContain('no passphrase');
});
