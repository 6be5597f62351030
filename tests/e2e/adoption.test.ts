import { readFile, writeFile } from 'node:fs/promises';
import type { ElectronApplication, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fingerprintOf } from '../../src/main/vault/signing-key';
import { saveScreenshot, startMacule } from './harness/macule-app';
import { ELSEWHERE, makeTaughtLibrary, modelFromElsewhere } from './harness/taught-library';
import { violations } from './harness/violations';
import { createWorkFolder, type WorkFolder } from './harness/work-folder';

let folder: WorkFolder;
beforeAll(async () => {
  folder = await createWorkFolder();
  await makeTaughtLibrary(folder.data, folder.pictures);
  await folder.release();
}, 600_000);
afterAll(() => folder.remove());

/** Answers the next dialogs for files, which only the system could draw. */
const answerFileDialogs = (electron: ElectronApplication, path: string): Promise<void> =>
  electron.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen });
  }, path);

const modelInUse = (page: Page): Promise<string | undefined> =>
  page.evaluate(async () => {
    const result = await window.macule.request('models:list', {});
    return result.ok ? result.value.find(({ inUse }) => inUse)?.title : undefined;
  });

test('a model that is better is seen where it differs, used, and taken back; others come and go as signed files', async () => {
  const { electron, page, pageErrors, close } = await startMacule(folder.data);
  try {
    expect(await page.getByTitle('A clinician has said that the lesion map is complete').count()).toBe(8);
    await saveScreenshot(page, 'gallery-confirmed');
    await page.getByRole('button', { name: /^Training/ }).click();
    await page.getByText('Better: you may use it.').waitFor();
    await saveScreenshot(page, 'adoption-verdict');

    // Where the two differ, on photographs.
    await page.getByRole('button', { name: 'See where they differ' }).click();
    const list = page.getByRole('list', { name: 'Photos, the most different first' });
    expect(await list.getByRole('button').count()).toBe(3);
    const shown = () => list.locator('[aria-current="true"]').textContent();
    const first = await shown();
    expect(first).toMatch(/\d+ only the new one.*; 10 lesions confirmed/);
    await page.getByRole('group', { name: /^New model: / }).waitFor();
    expect(await page.locator('[data-alone="true"]').count()).toBeGreaterThan(3);
    await saveScreenshot(page, 'adoption-differences');
    await page.keyboard.press('ArrowDown');
    expect(await shown()).not.toBe(first);
    expect(await violations(page), 'differences').toEqual([]);
    await page.getByRole('button', { name: 'Back to the run' }).click();

    // Used, with a card that says who approved it, and back with one click.
    await page.getByRole('button', { name: 'Use for analyses' }).click();
    await expect.poll(() => modelInUse(page)).toBe('Your patients');
    await page.getByRole('button', { name: 'Model card' }).click();
    const card = page.getByRole('dialog');
    await card.getByText(/Taken into use by a user of a library without user accounts/).waitFor();
    expect(await violations(page), 'card').toEqual([]);
    await saveScreenshot(page, 'adoption-card');
    await card.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'Undo' }).first().click();
    await expect.poll(() => modelInUse(page)).toBe('Blind');

    // A model of another clinic: whose it is is shown and accepted; one that was changed is refused.
    const file = await modelFromElsewhere(folder.pictures);
    await answerFileDialogs(electron, file);
    await page.getByRole('button', { name: 'Import…' }).click();
    await page.getByText(fingerprintOf(ELSEWHERE.publicKey)).waitFor();
    expect(await violations(page), 'import').toEqual([]);
    await saveScreenshot(page, 'model-import');
    await page.getByRole('button', { name: 'Accept the signer and import' }).click();
    await page.getByText('Elsewhere was imported', { exact: true }).waitFor();
    const sent = await readFile(file);
    await writeFile(file, sent.subarray(0, sent.length - 1));
    await page.getByRole('button', { name: 'Import…' }).click();
    await page
      .getByText(/not as it was signed/)
      .first()
      .waitFor();
    await saveScreenshot(page, 'model-refused');
    expect(pageErrors).toEqual([]);
  } finally {
    await close();
  }
});
