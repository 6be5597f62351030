import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { MODEL_FILES } from '../../src/shared/engine/model-files';
import { packModel } from '../../src/main/vault/model-file';
import { fingerprintOf, SigningKey } from '../../src/main/vault/signing-key';
import { dropFiles } from './harness/drop-files';
import { saveScreenshot } from './harness/macule-app';
import { savePhantom } from './harness/phantom-files';
import { ask, listPhotos } from './harness/requests';
import { violations } from './harness/violations';
import { withMacule } from './harness/with-macule';

const PATIENTS = 48;

/** Puts a photo into the record of a new patient. */
async function giveToSomebody(page: Page, photoId: string, name: string): Promise<void> {
  const { id: patientId } = await ask(page, 'patients:save', {
    patientId: null,
    details: { name, birthDate: null, localNumber: null, skinType: null, notes: '' },
  });
  const details = { treatmentWeek: null, complaint: '', iga: null, cadi: null, notes: '' };
  const { id: visitId } = await ask(page, 'visits:save', {
    ...{ patientId, visitId: null, details: { date: '2025-03-01', ...details } },
  });
  await ask(page, 'photographs:assign', { photoIds: [photoId], visitId });
}

const ELSEWHERE = new SigningKey(new Uint8Array(32).fill(9));

/**
 * The starter as another clinic might send it, with a threshold at which it overlooks most: what is taught here has to
 * be better.
 */
async function blindModel(folder: string): Promise<string> {
  const starter = join(import.meta.dirname, '../../assets/models/starter');
  const description = JSON.parse(await readFile(join(starter, MODEL_FILES.description), 'utf8')) as object;
  const changed = { ...description, title: 'Elsewhere', threshold: 0.97 };
  const contents = new Map([
    [MODEL_FILES.description, Buffer.from(JSON.stringify(changed))],
    [MODEL_FILES.weights, await readFile(join(starter, MODEL_FILES.weights))],
  ]);
  const file = join(folder, 'elsewhere.macule-model');
  await writeFile(file, packModel(contents, { key: ELSEWHERE, now: new Date(), appVersion: '0.1.0' }));
  return file;
}

/** Answers the next dialogs for files, which only the system could draw. */
const answerFileDialogs = (electron: ElectronApplication, path: string): Promise<void> =>
  electron.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen });
  }, path);

const modelInUse = async (page: Page): Promise<string | undefined> =>
  (await ask(page, 'models:list', {})).find(({ inUse }) => inUse)?.title;

test('the model in use is taught the clinic’s patients, compared, and used only where it is better', async () => {
  await withMacule(async ({ electron, page, pageErrors }, { pictures }) => {
    await page.getByRole('button', { name: /^Training/ }).click();
    await page.getByRole('button', { name: 'Teach it your patients' }).click();
    await page.getByText(/About \d+ more confirmed photos/).waitFor();
    expect(await violations(page), 'too few').toEqual([]);
    await saveScreenshot(page, 'teach-too-few');

    // A clinic: every patient with one photo, looked through, confirmed, with consent.
    for (let seed = 1; seed <= PATIENTS; seed += 1)
      await savePhantom(pictures, `face-${seed}.jpg`, { width: 320, height: 320, seed });
    await dropFiles(page, [pictures]);
    await expect
      .poll(async () => (await listPhotos(page)).filter(({ analysis }) => analysis.state === 'done').length, {
        timeout: 240_000,
        interval: 1_000,
      })
      .toBe(PATIENTS);
    for (const { id, fileName } of await listPhotos(page)) {
      await giveToSomebody(page, id, fileName);
      await ask(page, 'photographs:consent', { photoIds: [id], consents: ['record', 'ai-training'] });
      await ask(page, 'maps:confirm', { photoId: id, minScore: 0.3 });
    }
    // Chance decides who is tested on: photos are given to other patients until every part has enough.
    const photoIds = (await listPhotos(page)).map(({ id }) => id);
    for (let turn = 0; (await ask(page, 'retraining:dataset', {})).shortage.photos > 0; turn += 1)
      await giveToSomebody(page, photoIds[turn % PATIENTS]!, `Somebody ${turn}`);
    const { parts } = await ask(page, 'retraining:dataset', {});
    expect(parts.train.photos + parts.valid.photos + parts.test.photos).toBe(PATIENTS);

    // Photos that were dropped have opened.
    await page.getByRole('button', { name: /^Training/ }).click();
    await page.getByRole('button', { name: /^Teach (?!it)/ }).waitFor();
    await saveScreenshot(page, 'teach');

    // A model of another clinic: whose it is is shown, and accepted once.
    const file = await blindModel(pictures);
    await answerFileDialogs(electron, file);
    await page.getByRole('button', { name: 'Import…' }).click();
    await page.getByText(fingerprintOf(ELSEWHERE.publicKey)).waitFor();
    expect(await violations(page), 'import').toEqual([]);
    await saveScreenshot(page, 'model-import');
    await page.getByRole('button', { name: 'Accept the signer and import' }).click();
    await page.getByText('Elsewhere was imported').waitFor();
    expect(await modelInUse(page)).toBe('Macule starter detector');
    const sent = await readFile(file);
    await writeFile(file, sent.subarray(0, sent.length - 1));
    await page.getByRole('button', { name: 'Import…' }).click();
    await page.getByText('not as it was signed').waitFor();
    const models = page.getByLabel('Photos are analysed with');
    await models.selectOption({ label: (await models.locator('option').allTextContents())[1]! });
    await expect.poll(() => modelInUse(page)).toBe('Elsewhere');
    const { id: runId } = await ask(page, 'retraining:begin', { maxMinutes: 0.5 });
    await page.getByRole('list', { name: 'Runs, newest first' }).getByRole('button').click();
    await page.getByText('Until then the new one cannot be used.').waitFor();
    await expect(ask(page, 'models:adopt', { runId })).rejects.toThrow('has not been compared');
    await expect
      .poll(async () => (await ask(page, 'training:list', {}))[0]?.state, {
        timeout: 400_000,
        interval: 1_000,
      })
      .toBe('finished');
    await page.getByRole('columnheader', { name: 'On the locked test set' }).waitFor();
    expect(await violations(page), 'verdict').toEqual([]);
    await saveScreenshot(page, 'teach-verdict');
    const verdict = await ask(page, 'retraining:verdict', { runId });
    expect(verdict).toMatchObject({ photos: parts.test.photos, patients: parts.test.patients });
    expect(verdict?.promoted).toBe(true);

    // Where they differ, on photographs; on the photo that is open, too.
    await page.getByRole('button', { name: 'See where they differ' }).click();
    const list = page.getByRole('list', { name: 'Photos, the most different first' });
    expect(await list.getByRole('button').count()).toBe(parts.test.photos);
    await page.getByRole('group', { name: /^New model: / }).waitFor();
    await saveScreenshot(page, 'teach-differences');
    const shown = () => list.locator('[aria-current="true"]').textContent();
    const first = await shown();
    await page.keyboard.press('ArrowDown');
    expect(await shown()).not.toBe(first);
    expect(await violations(page), 'differences').toEqual([]);
    await page.getByRole('button', { name: 'Compare on the open photo' }).click();
    await page.getByRole('button', { name: 'Compare on the open photo', disabled: false }).waitFor();
    await saveScreenshot(page, 'teach-difference-of-open-photo');
    expect(await page.getByRole('alert').count()).toBe(0);
    await page.getByRole('button', { name: 'Back to the run' }).click();

    // Used, with its card, and back with one click.
    await page.getByRole('button', { name: 'Use for analyses' }).click();
    await expect.poll(() => modelInUse(page)).toMatch(/^Your patients/);
    await saveScreenshot(page, 'teach-used');
    await page.getByRole('button', { name: 'Model card' }).click();
    await page
      .getByRole('dialog')
      .getByText(/Taken into use by/)
      .first()
      .waitFor();
    expect(await violations(page), 'card').toEqual([]);
    await saveScreenshot(page, 'model-card');
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'Undo' }).first().click();
    await expect.poll(() => modelInUse(page)).toBe('Elsewhere');
    expect(pageErrors).toEqual([]);
  });
}, 900_000);
