import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { makeDemo } from '../../src/main/demo/make-demo';
import { verifyBackup } from '../../src/main/data/backup/restore';
import { openBySecret } from '../../src/main/data/open-by-secret';
import { verifyAuditTrail } from '../../src/main/data/repositories/audit-trail';
import { auditKeyOf } from '../../src/main/vault/keyring';
import { KEYS_FILE, readKeys } from '../../src/main/vault/keys-file';
import { photoUrl } from '../../src/shared/photo/renditions';
import { everyByte, foundIn } from '../helpers/every-byte';
import { savePhantom } from './harness/phantom-files';
import { launchMacule, lesionMapSettled, readyApp, saveScreenshot, startMacule } from './harness/macule-app';
import { listPhotos } from './harness/requests';
import { mainWindow, submitLast, unlock, unlockWindow } from './harness/unlock';
import { violations } from './harness/violations';
import { createWorkFolder } from './harness/work-folder';

const PASSPHRASE = 'seven purple bicycles sleep';
const READER = 'eleven yellow trains whistle';

const ask = (page: Page, name: string, input: object): Promise<string> =>
  page.evaluate(
    async ([request, given]) => {
      const result = await window.macule.request(request as 'photos:page', given as never);
      return result.ok ? 'answered' : result.failure.kind;
    },
    [name, input] as const,
  );

const pictureStatus = (page: Page, photoId: string): Promise<number> =>
  page.evaluate((address) => fetch(address).then(({ status }) => status), photoUrl(photoId, 'full'));

test('a protected library opens by its passphrase only, locks, and lets each user do what is theirs', async () => {
  const folder = await createWorkFolder();
  try {
    const library = join(folder.data, 'library');
    const administrator = { name: 'Dr. Keeper', passphrase: PASSPHRASE };
    const { patients } = await makeDemo(library, { today: '2026-03-01', patients: 1, administrator });
    await folder.release();
    const electron = await launchMacule(library);
    const locked = await unlockWindow(electron);
    expect(await violations(locked), 'locked').toEqual([]);
    await locked.getByLabel('Passphrase', { exact: true }).fill(READER);
    await locked.keyboard.press('Enter');
    await locked.getByText('That is not the passphrase.').waitFor();
    await saveScreenshot(locked, 'locked');
    for (const request of ['photos:page', 'patients:search', 'library:protection'])
      await expect(ask(locked, request, {})).rejects.toThrow(/refused|own page|handler/i);
    await unlock(electron, PASSPHRASE);

    const app = await readyApp(electron, await mainWindow(electron));
    const { page } = app;
    await page.getByRole('button', { name: 'Dr. Keeper' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Add a user …' }).click();
    await dialog.getByLabel('Name', { exact: true }).fill('Reader');
    await dialog.locator('select[name="role"]').selectOption('read-only');
    await dialog.getByLabel(/First passphrase/).fill(READER);
    await dialog.getByLabel('Passphrase again').fill(READER);
    expect(await violations(page), 'protection').toEqual([]);
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await dialog.getByRole('cell', { name: 'Reader', exact: true }).waitFor();
    await dialog.getByRole('button', { name: 'Check that nobody has changed it' }).click();
    await dialog.getByText(/entries are as they were written/).waitFor();
    await dialog.getByRole('button', { name: 'Show who did what' }).click();
    await dialog.getByText('added a user').waitFor();
    // Asked for looks alone, the trail says nothing of users.
    await dialog.getByRole('combobox', { name: 'What' }).selectOption('view');
    await expect.poll(() => dialog.getByText('added a user').count()).toBe(0);
    await dialog.getByRole('combobox', { name: 'What' }).selectOption('access');
    await dialog.getByText('added a user').waitFor();
    const backup = join(folder.data, 'clinic.macule-backup');
    await electron.evaluate(({ dialog: system }, filePath) => {
      system.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, backup);
    await dialog.getByRole('button', { name: /^Choose where the backup lies/ }).click();
    await dialog.getByRole('button', { name: 'Back up now' }).click();
    await dialog.getByText(/^Last backed up to clinic\.macule-backup/).waitFor();
    expect(await violations(page), 'after a backup').toEqual([]);
    await saveScreenshot(page, 'protection');
    await page.keyboard.press('Escape');

    await page.keyboard.press('Control+l');
    await unlockWindow(electron);
    expect(await ask(page, 'patients:search', { text: '', limit: 5 })).toBe('locked');
    expect(await pictureStatus(page, patients[0]?.visits[0]?.photoId ?? '')).toBe(423);
    await unlock(electron, READER, 'Reader');
    await page.getByRole('button', { name: 'Reader' }).waitFor();
    expect(await ask(page, 'patients:search', { text: '', limit: 5 })).toBe('answered');
    const patientId = patients[0]?.patientId ?? '';
    expect(await ask(page, 'patients:remove', { patientId })).toBe('not-allowed');
    expect(await ask(page, 'library:remove-user', { userId: patientId })).toBe('not-allowed');
    // Regions are shown to whoever only reads, and cannot be moved.
    await page.getByRole('navigation', { name: 'Gallery' }).getByRole('listitem').nth(1).click();
    await lesionMapSettled(page);
    await page.getByRole('checkbox', { name: 'Regions' }).check();
    expect(await page.getByRole('button', { name: 'Correct the regions' }).count()).toBe(0);
    await page.keyboard.press('Shift+R');
    expect(await page.getByRole('region', { name: 'Regions of the face' }).count()).toBe(0);
    const photoId = patients[0]?.visits[0]?.photoId ?? '';
    expect(await ask(page, 'faces:correct', { photoId, landmarks: null })).toBe('not-allowed');
    await electron.close();

    expect(await verifyBackup({ file: backup, secret: READER })).toMatchObject({ photos: 5 });
    const opened = await openBySecret(library, READER);
    const refused = opened.database.all(
      "SELECT action FROM audit_entries WHERE outcome = 'refused' ORDER BY sequence",
    );
    expect(refused).toEqual([
      { action: 'patients:remove' },
      { action: 'library:remove-user' },
      { action: 'faces:correct' },
    ]);
    opened.database.close();
    const names = patients.flatMap(({ name }) => [name, ...name.split(', ')]);
    const found = foundIn(await everyByte(library), [...names, PASSPHRASE, READER]);
    // Chromium keeps empty databases of its own beside the library.
    expect(found.filter((what) => what !== 'SQLite')).toEqual([]);
  } finally {
    await folder.remove();
  }
});

test('a library without a passphrase gets one, is sealed anew, and the recovery key opens it', async () => {
  const folder = await createWorkFolder();
  try {
    const { path } = await savePhantom(folder.pictures, 'face.jpg', { width: 640, height: 480, seed: 9 });
    const first = await startMacule(folder.data, [path]);
    await lesionMapSettled(first.page);
    await first.page.getByRole('button', { name: 'Not protected' }).click();
    const dialog = first.page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Set a passphrase …' }).click();
    await dialog.getByLabel('Your name').fill('Dr. Keeper');
    await dialog.getByLabel(/^Passphrase, at least/).fill('too short');
    await dialog.getByRole('button', { name: 'Protect the library' }).click();
    await dialog.getByText(/^At least 15 letters/).waitFor();
    await dialog.getByLabel(/^Passphrase, at least/).fill(PASSPHRASE);
    await dialog.getByLabel('Passphrase again').fill(PASSPHRASE);
    await dialog.getByRole('button', { name: 'Protect the library' }).click();
    const shown = dialog.getByLabel('Recovery key', { exact: true });
    const recovery = await shown.textContent();
    // It stays, however often Escape is pressed, until somebody says that it is kept.
    for (let times = 0; times < 4; times += 1) await first.page.keyboard.press('Escape');
    await shown.waitFor();
    expect(await violations(first.page), 'recovery key').toEqual([]);
    await saveScreenshot(first.page, 'recovery-key');
    await first.close();
    const old = readKeys(join(folder.data, KEYS_FILE))?.key;

    const second = await launchMacule(folder.data);
    await unlock(second, PASSPHRASE);
    const app = await readyApp(second, await mainWindow(second));
    const [photo] = await listPhotos(app.page);
    expect(await pictureStatus(app.page, photo?.id ?? '')).toBe(200);
    // Entries from before there was a passphrase were chained while the library had another key.
    await app.page.getByRole('button', { name: 'Dr. Keeper' }).click();
    const protection = app.page.getByRole('dialog');
    await protection.getByRole('button', { name: 'Check that nobody has changed it' }).click();
    await protection.getByText(/entries are as they were written/).waitFor();
    await second.close();
    expect(readKeys(join(folder.data, KEYS_FILE))).toMatchObject({
      key: old,
      unfinished: false,
      device: null,
    });

    const third = await launchMacule(folder.data);
    const forgotten = await unlockWindow(third);
    await forgotten.getByRole('button', { name: 'Passphrase forgotten?' }).click();
    await forgotten.getByLabel(/^Recovery key/).fill((recovery ?? '').toLowerCase());
    await forgotten.getByLabel('New passphrase', { exact: true }).fill(READER);
    await forgotten.getByLabel('New passphrase again').fill(READER);
    await submitLast(forgotten);
    await readyApp(third, await mainWindow(third));
    await third.close();
    await expect(openBySecret(folder.data, PASSPHRASE)).rejects.toThrow('does not open');
    const { database, keys, key } = await openBySecret(folder.data, READER);
    expect(verifyAuditTrail(database, auditKeyOf(keys, key))).toMatchObject({ intact: true });
    database.close();
  } finally {
    await folder.remove();
  }
});
