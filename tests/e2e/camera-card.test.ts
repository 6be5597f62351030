import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { renderPhantom } from '../../src/shared/phantom/render-phantom';
import { saveScreenshot, type MaculeApp } from './harness/macule-app';
import { ask } from './harness/requests';
import { violations } from './harness/violations';
import { withMacule } from './harness/with-macule';

const DAY = '2025-03-01';

/** A rendered photo with the time at which a camera took it. */
async function savePhoto(folder: string, fileName: string, time: string, seed: number): Promise<void> {
  const { width, height, data } = renderPhantom({ width: 480, height: 480, seed }).image;
  await sharp(data, { raw: { width, height, channels: 3 } })
    .withExif({ IFD2: { DateTimeOriginal: `${DAY.replaceAll('-', ':')} ${time}` } })
    .jpeg()
    .toFile(join(folder, fileName));
}

const addPatient = (page: Page, name: string, localNumber: string | null) =>
  ask(page, 'patients:save', {
    patientId: null,
    details: { name, birthDate: null, localNumber, skinType: null, notes: '' },
  });

async function inEitherScheme({ electron, page }: MaculeApp, what: string): Promise<void> {
  for (const scheme of ['dark', 'light'] as const) {
    await electron.evaluate(({ nativeTheme }, chosen) => {
      nativeTheme.themeSource = chosen;
    }, scheme);
    await page.waitForFunction(
      (chosen) => window.matchMedia(`(prefers-color-scheme: ${chosen})`).matches,
      scheme,
    );
    await saveScreenshot(page, `${what}-${scheme}`);
    expect(await violations(page), `${what}, ${scheme}`).toEqual([]);
  }
}

test('a camera card of several patients is sorted into their records, and the gallery shows them by visit', async () => {
  await withMacule(async (app, { pictures }) => {
    const { electron, page, pageErrors } = app;
    await savePhoto(pictures, 'L77 frontal.jpg', '09:00:00', 1);
    await savePhoto(pictures, 'IMG_0002.jpg', '09:01:00', 2);
    await savePhoto(pictures, 'IMG_0003.jpg', '09:20:00', 3);
    await savePhoto(pictures, 'IMG_0004.jpg', '09:21:00', 4);
    await addPatient(page, 'Zoë Ångström', 'L-77');
    const { id: patientId } = await addPatient(page, 'Ada Byron', null);
    const unwritten = { treatmentWeek: null, complaint: '', iga: null, cadi: null, notes: '' };
    await ask(page, 'visits:save', { patientId, visitId: null, details: { ...unwritten, date: DAY } });
    await electron.evaluate(({ dialog }, folder) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [folder] });
    }, pictures);

    // Two sittings by the camera's pause: one of a patient whose number a file has, one of the day's open visit.
    await page.keyboard.press('s');
    await page.getByRole('button', { name: 'Import a camera card' }).click();
    const sittings = page.getByRole('list', { name: 'Sittings' }).getByRole('listitem', { name: /photos$/ });
    await expect.poll(() => sittings.count(), { timeout: 120_000 }).toBe(2);
    await sittings.first().getByText('Zoë Ångström').waitFor();
    await sittings.last().getByText('Ada Byron').waitFor();
    await inEitherScheme(app, 'sorting');

    // Split and joined again; what nobody confirmed stays where it is.
    await sittings.last().getByRole('button', { name: 'Split before IMG_0004.jpg' }).click();
    await expect.poll(() => page.getByText('Nobody suggested').count()).toBe(1);
    await page.getByRole('button', { name: 'Join with next' }).nth(1).click();
    await expect.poll(() => sittings.count()).toBe(2);
    await page.getByRole('button', { name: 'Confirm all found by number' }).click();
    await page.getByText('1 of 2 sittings confirmed').waitFor();
    await page.getByRole('button', { name: 'Right: Ada Byron' }).press('Enter');
    await page.getByRole('button', { name: 'Put 4 photos into the records' }).click();
    await page.getByText('Every photo is in a record').waitFor();
    await page.keyboard.press('Control+z');
    await page.getByText('Undone: Put 4 photos into 2 records', { exact: true }).waitFor();
    await expect.poll(() => sittings.count()).toBe(2);
    await page.keyboard.press('Control+y');
    await page.getByText('Every photo is in a record').waitFor();

    // The same card again: every photo is known by its content.
    await page.getByRole('button', { name: 'Import a camera card' }).click();
    await page.getByText('4 photos were in the gallery already.', { exact: true }).waitFor();

    // The gallery by visit is walked over its groups.
    await page.keyboard.press('s');
    const gallery = page.getByRole('navigation', { name: 'Gallery' });
    const rows = gallery.getByRole('list', { name: 'Photos' }).getByRole('listitem');
    await expect.poll(() => rows.count()).toBe(6);
    await rows.nth(1).getByRole('button').first().click();
    await page.getByRole('heading', { name: /\.jpg$/ }).waitFor();
    const open = gallery.locator('[aria-current="true"]');
    const placeOfOpen = () => gallery.locator('li[data-open="true"]').getAttribute('aria-posinset');
    await open.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect.poll(placeOfOpen).toBe('5');
    await page.keyboard.press('Control+ArrowUp');
    await expect.poll(placeOfOpen).toBe('2');
    await inEitherScheme(app, 'gallery');

    // Removed, listed, brought back; the order is remembered.
    await page.keyboard.press('Delete');
    await expect.poll(() => rows.count()).toBe(5);
    await gallery.getByRole('button', { name: 'Removed photos' }).click();
    const removed = page.getByRole('dialog');
    await removed.getByRole('listitem').first().waitFor();
    expect(await violations(page), 'removed photos').toEqual([]);
    await removed.getByRole('button', { name: /^Bring back/ }).click();
    await removed.getByText('Nothing was removed.').waitFor();
    await page.keyboard.press('Escape');
    await gallery.getByRole('button', { name: 'Newest first' }).click();
    await expect.poll(() => rows.count()).toBe(4);
    expect((await ask(page, 'settings:read', {})).galleryOrder).toBe('newest');
    expect(pageErrors).toEqual([]);
  });
});
