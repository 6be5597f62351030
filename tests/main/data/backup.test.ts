import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { backUpLibrary, type BackUpReport } from '../../../src/main/data/backup/back-up';
import { filesOf, newestManifest, openBackupFile, proofOf } from '../../../src/main/data/backup/backup-file';
import { BackupWriter } from '../../../src/main/data/backup/backup-writer';
import { restoreBackup, verifyBackup } from '../../../src/main/data/backup/restore';
import { connect, type OpenDatabase } from '../../../src/main/data/database';
import { noSpace } from '../../../src/main/data/database-failure';
import { finishSealing, keysFile } from '../../../src/main/data/library-keys';
import { openBySecret } from '../../../src/main/data/open-by-secret';
import { addAuditEntry, verifyAuditTrail } from '../../../src/main/data/repositories/audit-trail';
import { fillFolder } from '../../../src/main/datasets/write/finished-folder';
import { makeDemo, type DemoClinic } from '../../../src/main/demo/make-demo';
import { purgeRemoved, removePhoto } from '../../../src/main/services/remove-photo';
import { auditKeyOf, fileKeys, withNewKey } from '../../../src/main/vault/keyring';
import { writeKeys, type Keys } from '../../../src/main/vault/keys-file';
import { keyName } from '../../../src/main/vault/library-key';
import { unseal } from '../../../src/main/vault/sealed-file';
import { everyByte, foundIn } from '../../helpers/every-byte';
import { temporaryFolder } from '../../helpers/temporary-folder';

const PASSPHRASE = 'seven purple bicycles sleep';
/** The command as users run it: the built file in plain Node. */
const CLI = resolve(import.meta.dirname, '../../../out/main/cli.js');
const folder = temporaryFolder();
const library = join(folder.path, 'library');
const file = (name: string): string => join(folder.path, `${name}.macule-backup`);
let clinic: DemoClinic;

beforeAll(async () => {
  const administrator = { name: 'Dr. Keeper', passphrase: PASSPHRASE };
  clinic = await makeDemo(library, { today: '2026-03-01', patients: 1, administrator });
});
afterAll(() => folder.remove());

async function backUp(name: string, signal?: AbortSignal): Promise<BackUpReport> {
  const { database, keys, key } = await openBySecret(library, PASSPHRASE);
  try {
    return await backUpLibrary({
      ...{ library, database, keys, fileKeys: fileKeys(keys, key), file: file(name) },
      now: () => new Date('2026-03-02T10:00:00Z'),
      ...(signal ? { signal } : {}),
    });
  } finally {
    database.close();
  }
}

const verify = (name: string, secret = PASSPHRASE) => verifyBackup({ file: file(name), secret });
const restore = (name: string, to: string, secret = PASSPHRASE) =>
  fillFolder(to, (fresh) => restoreBackup(fresh, { file: file(name), secret }));

it('comes back whole on another computer, by a passphrase or the recovery key, and shows nothing on the way', async () => {
  // One of the clinic's own models, as an earlier Macule left it.
  const model = join(library, 'models', 'clinic-2026-02-01-0123abcd');
  await mkdir(model, { recursive: true });
  for (const name of ['model.json', 'weights.safetensors', 'CARD.md', 'notes.txt'])
    await writeFile(join(model, name), `${name} of Demo, Amara`);
  const made = await backUp('whole');
  expect(made).toMatchObject({ added: 18, removed: 0, files: 19 });
  expect(await backUp('whole')).toMatchObject({ added: 0, removed: 0, files: 19 });
  await rm(join(model, 'notes.txt'));
  const names = clinic.patients.flatMap(({ name }) => [name, ...name.split(', ')]);
  const traces = foundIn(await everyByte(folder.path), [...names, PASSPHRASE]);
  // The backup is itself a database, of sealed files.
  expect(traces).toEqual(['SQLite']);
  for (const [index, secret] of [PASSPHRASE, clinic.access?.recoveryKey ?? ''].entries()) {
    const elsewhere = join(folder.path, `elsewhere-${index}`);
    expect(await restore('whole', elsewhere, secret)).toMatchObject({ photos: 5, files: 19 });
    const { database, store, keys, key } = await openBySecret(elsewhere, PASSPHRASE);
    const card = 'models/clinic-2026-02-01-0123abcd/CARD.md';
    const bytes = await readFile(join(elsewhere, card));
    expect(Buffer.from(unseal(fileKeys(keys, key), card, bytes)).toString()).toBe('CARD.md of Demo, Amara');
    expect(database.all('SELECT name FROM patients')).toEqual([{ name: 'Demo, Amara' }]);
    const photoId = clinic.patients[0]?.visits[0]?.photoId ?? '';
    expect((await store.read(photoId, 'full')).bytes).toBeGreaterThan(10_000);
    database.close();
    await rm(elsewhere, { recursive: true });
  }
  await expect(restore('whole', join(folder.path, 'never'), 'wrong secret, wrong')).rejects.toThrow(
    'does not open',
  );
  expect(await readdir(folder.path)).not.toContain('never');
});

it('adds only what is new, and forgets what was deleted for good', async () => {
  await backUp('grows');
  const size = (await stat(file('grows'))).size;
  expect(await backUp('grows')).toMatchObject({ added: 0, removed: 0 });
  expect((await stat(file('grows'))).size).toBeLessThan(size * 1.1);

  const copy = join(folder.path, 'copy');
  await restore('grows', copy);
  const { database, store, keys, key } = await openBySecret(copy, PASSPHRASE);
  const photoId = clinic.patients[0]?.visits[0]?.photoId ?? '';
  removePhoto(database, photoId, new Date('2026-01-01T00:00:00Z'));
  await purgeRemoved(database, store, new Date('2026-03-01T00:00:00Z'));
  const report = await backUpLibrary({
    ...{ library: copy, database, keys, fileKeys: fileKeys(keys, key), file: file('grows') },
    now: () => new Date('2026-03-03T10:00:00Z'),
  });
  database.close();
  expect(report).toMatchObject({ added: 0, removed: 3, files: 16 });
  const backup = connect(file('grows'));
  expect(backup.all('SELECT path FROM parts WHERE path LIKE :of', { of: `%${photoId}%` })).toEqual([]);
  backup.close();
  await rm(copy, { recursive: true });
});

/** Writes an entry of the audit trail. */
const note = (database: OpenDatabase, auditKey: Uint8Array): void =>
  addAuditEntry(database, auditKey, {
    ...{
      at: '2026-03-02T10:00:00.000Z',
      userId: null,
      action: 'library:unlock',
      subject: null,
      outcome: 'done',
    },
  });

/** Brings a library under another key, as an administrator may ask. */
async function changeKey(of: string): Promise<void> {
  const { database, keys, key } = await openBySecret(of, PASSPHRASE);
  note(database, auditKeyOf(keys, key));
  database.close();
  const changed = withNewKey(keys, key);
  writeKeys(keysFile(of), changed.keys);
  await finishSealing(of, changed.keys, changed.key, [], {});
}

it('leaves a backup whole where the next one, with every file under another key, is cut short', async () => {
  await backUp('changed-key');
  const copy = join(folder.path, 'copy');
  await restore('changed-key', copy);
  await changeKey(copy);
  const { database, keys, key } = await openBySecret(copy, PASSPHRASE);
  note(database, auditKeyOf(keys, key));
  const next = (onProgress: (done: number) => void, signal?: AbortSignal) =>
    backUpLibrary({
      ...{ library: copy, database, keys, fileKeys: fileKeys(keys, key), file: file('changed-key') },
      ...{ now: () => new Date('2026-03-03T10:00:00Z'), onProgress, ...(signal ? { signal } : {}) },
    });
  const stop = new AbortController();
  const stopAt = (done: number): void => {
    if (done === 2) stop.abort();
  };
  await expect(next(stopAt, stop.signal)).rejects.toThrow('cancelled');
  expect(await verify('changed-key')).toMatchObject({ at: '2026-03-02T10:00:00.000Z', photos: 5 });

  // Pictures of three photos are left, besides the models; those of two wait in the backup.
  expect((await next(() => undefined)).added).toBeLessThan(12);
  database.close();
  expect(await verify('changed-key')).toMatchObject({ at: '2026-03-03T10:00:00.000Z', photos: 5 });
  const backup = connect(file('changed-key'));
  const strays = `SELECT path FROM parts WHERE path NOT IN (SELECT coalesce(stored_as, path) FROM files)`;
  expect(backup.all(strays)).toEqual([]);
  backup.close();
  await restore('changed-key', join(folder.path, 'again'));
  const again = await openBySecret(join(folder.path, 'again'), PASSPHRASE);
  expect(Buffer.from(again.key)).toEqual(Buffer.from(key));
  // The key of the audit trail came along: entries from before the change are proven on the other computer, too.
  const verdict = verifyAuditTrail(again.database, auditKeyOf(again.keys, again.key));
  expect(verdict).toEqual({ entries: 2, intact: true, brokenAt: null });
  again.database.close();
  await rm(copy, { recursive: true });
});

it('brings a backup of the first format up to date', async () => {
  await backUp('first-format');
  const older = connect(file('first-format'));
  older.script('DROP TABLE replacements; ALTER TABLE files DROP COLUMN stored_as; PRAGMA user_version = 1;');
  older.close();
  expect(await verify('first-format')).toMatchObject({ photos: 5, files: 19 });
  expect(await backUp('first-format')).toMatchObject({ added: 0, removed: 0 });
});

/** Adds a file to a finished backup that belongs to it by its proof, as an earlier version took strays along. */
async function takeAlong(name: string, path: string, stray: string): Promise<void> {
  const { database, key } = await openBySecret(library, PASSPHRASE);
  database.close();
  const backup = openBackupFile(file(name), false);
  const manifest = newestManifest(backup);
  if (manifest === null) throw new Error('never finished');
  new BackupWriter(backup, manifest.sequence, keyName(key)).put(path, stray);
  const proof = proofOf(key, manifest, filesOf(backup, manifest.sequence));
  backup.run('UPDATE manifests SET proof = :proof', { proof });
  backup.close();
}

it('leaves what systems put beside pictures, and restores an earlier backup that took it along', async () => {
  const photoId = clinic.patients[0]?.visits[0]?.photoId ?? '';
  const stray = join(library, 'photos', photoId, '.DS_Store');
  await writeFile(stray, 'of the system');
  const { files } = await backUp('stray');
  expect(await verify('stray')).toMatchObject({ photos: 5, files });
  await takeAlong('stray', `photos/${photoId}/.DS_Store`, stray);
  await takeAlong('stray', `photos/${photoId}/._full.sealed`, stray);
  await rm(stray);
  expect(await verify('stray')).toMatchObject({ photos: 5, files });
  const to = join(folder.path, 'without-strays');
  expect(await restore('stray', to)).toMatchObject({ photos: 5, files });
  expect((await readdir(join(to, 'photos', photoId))).sort()).toEqual([
    'full.sealed',
    'screen.sealed',
    'thumbnail.sealed',
  ]);
  await rm(to, { recursive: true });
  expect(await backUp('stray')).toMatchObject({ removed: 2, files });
});

it('tells while verifying what it would not restore', async () => {
  await backUp('evil');
  await takeAlong('evil', 'photos/../evil.sealed', join(library, 'library-keys.json'));
  await expect(verify('evil')).rejects.toThrow('damaged or was tampered');
});

it('takes along a photo that comes in while the database is copied, and does without one that goes', async () => {
  await backUp('meanwhile');
  const copy = join(folder.path, 'copy');
  await restore('meanwhile', copy);
  const photos = join(copy, 'photos');
  const [comes = '', goes = ''] = (await readdir(photos)).reverse();
  renameSync(join(photos, comes), join(copy, comes));
  const { database, keys, key } = await openBySecret(copy, PASSPHRASE);
  const importing: OpenDatabase = {
    ...database,
    run: (sql, parameters) => {
      if (sql.startsWith('VACUUM')) renameSync(join(copy, comes), join(photos, comes));
      return database.run(sql, parameters);
    },
  };
  await backUpLibrary({
    ...{ library: copy, database: importing, keys, fileKeys: fileKeys(keys, key), file: file('of-copy') },
    now: () => new Date('2026-03-02T10:00:00Z'),
    onProgress: (done) => {
      if (done === 0) rmSync(join(photos, goes), { recursive: true, force: true });
    },
  });
  database.close();
  expect(await verify('of-copy')).toMatchObject({ photos: 4 });
  const paths = connect(file('of-copy'));
  const of = (photoId: string) =>
    paths.all('SELECT path FROM files WHERE path LIKE :of', { of: `photos/${photoId}/%` });
  expect(of(comes)).toHaveLength(3);
  expect(of(goes)).toEqual([]);
  paths.close();
  await rm(copy, { recursive: true });
});

const partials = async (): Promise<readonly string[]> =>
  (await readdir(folder.path)).filter((name) => name.includes('.partial')).sort();

it('sweeps the copies of the database that killed backups have left, and no other’s', async () => {
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  const whole = basename(file('swept'));
  // As earlier versions named them, and as this one does.
  const left = ['macule.db', whole].flatMap((name) => [
    `${name}.${dead}.partial`,
    `${name}.${dead}.partial-journal`,
  ]);
  left.push(`${whole}.${process.pid}.partial`);
  const others = [`${whole}.${process.ppid}.partial`, `other.${dead}.partial`].sort();
  for (const name of [...left, ...others]) await writeFile(join(folder.path, name), 'a copy');
  await backUp('swept');
  expect(await partials()).toEqual(others);
  for (const name of others) await rm(join(folder.path, name));
});

it('leaves nothing of a copy for which the drive had no room', async () => {
  const { database, keys, key } = await openBySecret(library, PASSPHRASE);
  const full: OpenDatabase = {
    ...database,
    run: (sql, parameters) => {
      if (!sql.startsWith('VACUUM')) return database.run(sql, parameters);
      writeFileSync(String(parameters?.['snapshot']), 'as much as there was room for');
      throw noSpace();
    },
  };
  const attempt = backUpLibrary({
    ...{ library, database: full, keys, fileKeys: fileKeys(keys, key), file: file('no-room') },
    now: () => new Date('2026-03-02T10:00:00Z'),
  });
  await expect(attempt).rejects.toThrow('full');
  database.close();
  expect(await partials()).toEqual([]);
});

it('tells every kind of tampering, and damage', async () => {
  await backUp('tampered');
  const attacks: Readonly<Record<string, string>> = {
    'a changed byte': "UPDATE parts SET content = zeroblob(length(content)) WHERE path LIKE 'photos/%full%'",
    'a picture left out':
      "DELETE FROM files WHERE path = (SELECT path FROM files WHERE path LIKE 'photos/%' LIMIT 1)",
    'a part left out': "DELETE FROM parts WHERE path = 'macule.db'",
    'two pictures exchanged': `UPDATE files SET path = CASE path
        WHEN (SELECT min(path) FROM files WHERE path LIKE 'photos/%') THEN '~' ELSE path END`,
    'a file added outside':
      "INSERT INTO files (path, bytes, sha256, key_name, since) VALUES ('../evil', 0, '', '', 1)",
    'another date': "UPDATE manifests SET at = '2027-01-01T00:00:00.000Z'",
  };
  for (const [what, sql] of Object.entries(attacks)) {
    await copyFile(file('tampered'), file('attacked'));
    const backup = connect(file('attacked'));
    backup.script(sql);
    backup.close();
    await expect(verify('attacked'), what).rejects.toThrow('damaged or was tampered');
    await rm(file('attacked'));
  }
  await expect(verify('absent')).rejects.toThrow('no such backup');
  expect(await verify('tampered')).toMatchObject({ photos: 5 });
});

it('refuses another library’s file, a library without a passphrase or between two keys, and what is no backup', async () => {
  await backUp('mine');
  const other = join(folder.path, 'other');
  const administrator = { name: 'Else', passphrase: PASSPHRASE };
  await makeDemo(other, { today: '2026-03-01', patients: 0, administrator });
  const opened = await openBySecret(other, PASSPHRASE);
  const theirs = { library: other, database: opened.database, keys: opened.keys, now: () => new Date() };
  const keys = fileKeys(opened.keys, opened.key);
  const attempt = (name: string, as: Partial<Keys> = {}) =>
    backUpLibrary({ ...theirs, keys: { ...opened.keys, ...as }, fileKeys: keys, file: file(name) });
  await expect(attempt('mine')).rejects.toThrow('another library');
  await expect(attempt('new', { users: [] })).rejects.toThrow('no passphrase');
  await expect(attempt('new', { unfinished: true })).rejects.toThrow('key of the library is being changed');
  opened.database.close();
  await copyFile(join(other, 'library-keys.json'), file('foreign'));
  await expect(verify('foreign')).rejects.toThrow('no backup');
});

it('survives being killed at any moment: what was finished stays, and the next one goes on', async () => {
  const name = 'killed';
  let finished = false;
  for (let kill = 0; kill < 12; kill += 1) {
    const args = ['library', 'backup', '--library', library, '--backup', file(name), '--passphrase-stdin'];
    const child = spawn(process.execPath, [CLI, ...args], { stdio: ['pipe', 'ignore', 'ignore'] });
    child.stdin.end(`${PASSPHRASE}\n`);
    const timer = setTimeout(() => child.kill('SIGKILL'), 300 + kill * 120);
    const [code] = (await once(child, 'exit')) as unknown as readonly [number | null];
    clearTimeout(timer);
    const seen = await verify(name).catch((thrown: unknown) => thrown);
    // One that was killed on its way out, with all done, has finished, too.
    finished ||= code === 0 || !(seen instanceof Error);
    if (finished) expect(seen).toMatchObject({ photos: 5 });
    else expect(String(seen)).toMatch(/never finished|no such backup|no backup/);
  }
  await backUp(name);
  expect(await verify(name)).toMatchObject({ photos: 5, files: 19 });
  expect(await partials()).toEqual([]);
});
