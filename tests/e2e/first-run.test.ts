import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { savePhantom } from './harness/phantom-files';
import { launchUnprepared, lesionMapSettled, readyApp, saveScreenshot } from './harness/macule-app';
import { listPhotos } from './harness/requests';
import { mainWindow, unlock } from './harness/unlock';
import { violations } from './harness/violations';
import { createWorkFolder, type WorkFolder } from './harness/work-folder';

const PASSPHRASE = 'seven purple bicycles sleep';

/** Starts Macule as a user of this computer would, its library where it lies by default. */
const launchAtHome = ({ data }: WorkFolder): Promise<ElectronApplication> =>
  launchUnprepared('', [], { XDG_CONFIG_HOME: join(data, 'config') });

/** What starting anew would start is started by the test. */
const keepFromRelaunching = (electron: ElectronApplication): Promise<void> =>
  electron.evaluate(({ app }) => {
    app.relaunch = () => undefined;
  });

const answerFolderDialog = (electron: ElectronApplication, folder: string): Promise<void> =>
  electron.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
  }, folder);

/** Goes to a button or field by Tab alone. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    const focused = await page.evaluate(() => {
      const { activeElement: at } = document;
      const labels = at instanceof HTMLInputElement || at instanceof HTMLSelectElement ? at.labels : null;
      return labels?.[0]?.textContent ?? at?.textContent ?? '';
    });
    if (name.test(focused)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${name}.`);
}

async function pressButton(page: Page, name: RegExp): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press('Enter');
}

const endsBy = async (electron: ElectronApplication, press: () => Promise<void>): Promise<void> => {
  const closed = electron.waitForEvent('close');
  await press().catch(() => undefined);
  await closed;
};

test('a new library is set up by keyboard alone: its folder, a passphrase, this computer, a first lesion map', async () => {
  const folder = await createWorkFolder();
  try {
    const [cloud, chosen] = [join(folder.data, 'Dropbox'), join(folder.data, 'clinic')];
    await Promise.all([cloud, chosen].map((path) => mkdir(path)));
    await folder.release();

    const first = await launchAtHome(folder);
    const { page } = await readyApp(first, await mainWindow(first));
    await page.getByRole('heading', { name: 'Welcome to Macule' }).waitFor();
    for (const scheme of ['dark', 'light'] as const) {
      await first.evaluate(({ nativeTheme }, wanted) => {
        nativeTheme.themeSource = wanted;
      }, scheme);
      expect(await violations(page), `where the library lies, ${scheme}`).toEqual([]);
      await saveScreenshot(page, `first-run-place-${scheme}`);
    }
    await tabTo(page, /Year first/);
    await page.keyboard.press('End');
    await expect.poll(() => page.locator('select').inputValue()).toBe('year-first');
    await answerFolderDialog(first, cloud);
    await pressButton(page, /^Choose another folder/);
    await page.getByText('This folder is copied to a cloud').waitFor();
    await answerFolderDialog(first, chosen);
    await pressButton(page, /^Choose another folder/);
    await page.getByText(chosen).waitFor();
    await keepFromRelaunching(first);
    await endsBy(first, () => pressButton(page, /^Start anew there/));

    const second = await launchAtHome(folder);
    const protecting = await readyApp(second, await mainWindow(second));
    expect(existsSync(join(chosen, 'library-keys.json'))).toBe(true);
    await protecting.page.getByText(chosen).waitFor();
    await pressButton(protecting.page, /^Continue$/);
    await protecting.page.getByRole('heading', { name: 'Passphrase' }).waitFor();
    for (const [label, text] of [
      [/^Your name/, 'Dr. Keeper'],
      [/^Passphrase, at least/, PASSPHRASE],
      [/^Passphrase again/, PASSPHRASE],
    ] as const) {
      await tabTo(protecting.page, label);
      await protecting.page.keyboard.type(text);
    }
    expect(await violations(protecting.page), 'passphrase').toEqual([]);
    await saveScreenshot(protecting.page, 'first-run-passphrase');
    await protecting.page.keyboard.press('Enter');
    await protecting.page.getByRole('status', { name: 'Recovery key' }).waitFor();
    await saveScreenshot(protecting.page, 'first-run-recovery-key');
    await tabTo(protecting.page, /The key is kept/);
    await protecting.page.keyboard.press('Space');
    await keepFromRelaunching(second);
    await endsBy(second, () => pressButton(protecting.page, /^Start anew$/));

    const third = await launchAtHome(folder);
    await unlock(third, PASSPHRASE);
    const app = await readyApp(third, await mainWindow(third));
    await app.page.getByRole('heading', { name: 'This computer' }).waitFor();
    await app.page.getByRole('progressbar').waitFor();
    await saveScreenshot(app.page, 'first-run-testing');
    await app.page.getByText(/^From the file to its lesions/).waitFor({ timeout: 120_000 });
    await pressButton(app.page, /^Why this engine/);
    await app.page.getByRole('radio', { name: /^Automatic/ }).waitFor();
    expect(await violations(app.page), 'this computer').toEqual([]);
    await saveScreenshot(app.page, 'first-run-tested');
    await pressButton(app.page, /^Continue$/);
    await app.page.getByRole('heading', { name: 'First photo' }).waitFor();
    expect(await violations(app.page), 'first photo').toEqual([]);
    await saveScreenshot(app.page, 'first-run-photo');
    await pressButton(app.page, /Try a rendered photo/);
    await lesionMapSettled(app.page);
    await saveScreenshot(app.page, 'first-run-lesion-map');
    const [photo] = await listPhotos(app.page);
    expect(photo?.analysis).toMatchObject({ state: 'done' });
    expect(await app.page.getByRole('button', { name: 'Finish setting up' }).count()).toBe(0);
    expect(app.pageErrors).toEqual([]);
    await third.close();
  } finally {
    await folder.remove();
  }
});

test('a photo that is named at the start opens at once; the welcome waits in the bar', async () => {
  const folder = await createWorkFolder();
  try {
    const { path } = await savePhantom(folder.pictures, 'face.jpg', { width: 640, height: 480, seed: 9 });
    const electron = await launchUnprepared(folder.data, [path]);
    const { page } = await readyApp(electron, await mainWindow(electron));
    await lesionMapSettled(page);
    await page.getByRole('button', { name: 'Finish setting up' }).click();
    await page.getByText('The folder was set when Macule was started').waitFor();
    await page.getByRole('button', { name: 'Skip the rest' }).click();
    await page.getByRole('heading', { name: 'Choose a photo in the gallery' }).waitFor();
    expect(await page.getByRole('button', { name: 'Finish setting up' }).count()).toBe(0);
    await electron.close();
  } finally {
    await folder.remove();
  }
});
