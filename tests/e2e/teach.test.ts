import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
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

test('the model in use is taught the clinic’s patients, compared, and used only where it is better', async () => {
  await withMacule(async ({ page, pageErrors }, { pictures }) => {
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
      const { map } = await ask(page, 'photos:detail', { photoId: id });
      await ask(page, 'maps:confirm', { photoId: id, minScore: map?.source.threshold ?? 1 });
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
    // The starter confirmed its own lesions: nothing can be better than it.
    expect(verdict?.f1.champion).toBeGreaterThan(0.95);
    expect(verdict?.promoted).toBe(false);
    await expect(ask(page, 'models:adopt', { runId })).rejects.toThrow('does not take the place');

    await page.getByRole('button', { name: 'Model card' }).click();
    await page
      .getByRole('dialog')
      .getByText(/For research and evaluation only/)
      .first()
      .waitFor();
    expect(await violations(page), 'card').toEqual([]);
    await saveScreenshot(page, 'model-card');
    expect(pageErrors).toEqual([]);
  });
}, 900_000);
