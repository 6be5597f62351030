import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { TRAINING_FOLDER } from '../../src/main/data/set-aside';
import type { RunSummary } from '../../src/shared/training/run-summary';
import { dropFiles } from './harness/drop-files';
import { saveScreenshot, startMacule, type MaculeApp } from './harness/macule-app';
import { savePhantom } from './harness/phantom-files';
import { ask, listPhotos } from './harness/requests';
import { violations } from './harness/violations';
import { createWorkFolder } from './harness/work-folder';

const PATIENTS = 48;

/** Puts a photo into the record of a new patient, who agrees to AI training. */
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
  await ask(page, 'photographs:consent', { photoIds: [photoId], consents: ['record', 'ai-training'] });
}

/** A clinic: every patient with one photo, looked through, confirmed, with consent. */
async function makeClinic(page: Page, pictures: string): Promise<void> {
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
    const { map } = await ask(page, 'photos:detail', { photoId: id });
    await ask(page, 'maps:confirm', { photoId: id, minScore: map?.source.threshold ?? 1 });
  }
  // Chance decides who is tested on: photos are given to other patients until every part has enough.
  const photoIds = (await listPhotos(page)).map(({ id }) => id);
  for (let turn = 0; (await ask(page, 'retraining:dataset', {})).shortage.photos > 0; turn += 1)
    await giveToSomebody(page, photoIds[turn % PATIENTS]!, `Somebody ${turn}`);
}

const newestRun = async (page: Page): Promise<RunSummary | undefined> =>
  (await ask(page, 'training:list', {}))[0];

/** Kills the app while it teaches; what learns has to go with it, or two would write into one run. */
async function killWhileItLearns({ electron, page }: MaculeApp): Promise<void> {
  await expect
    .poll(async () => (await newestRun(page))?.epoch, { timeout: 400_000, interval: 200 })
    .toBeGreaterThan(0);
  const pid = await electron.evaluate(
    ({ app }) => app.getAppMetrics().find(({ name }) => name === 'Macule training')?.pid ?? null,
  );
  electron.process().kill('SIGKILL');
  await expect.poll(() => isRunning(pid), { timeout: 60_000, interval: 100 }).toBe(false);
}

/** Whether a process lives; one that has ended and that nobody has asked about does not. */
async function isRunning(pid: number | null): Promise<boolean> {
  if (pid === null) throw new Error('Nothing was learning.');
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || !/\) Z /.test(await readFile(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

test('the model in use is taught the clinic’s patients, through a crash, compared, and used only where it is better', async () => {
  const { data, pictures, remove } = await createWorkFolder();
  let app = await startMacule(data);
  try {
    const { page: first } = app;
    await first.getByRole('button', { name: /^Training/ }).click();
    await first.getByRole('button', { name: 'Teach it your patients' }).click();
    await first.getByText(/About \d+ more confirmed photos/).waitFor();
    expect(await violations(first), 'too few').toEqual([]);
    await saveScreenshot(first, 'teach-too-few');

    await makeClinic(first, pictures);
    const { parts } = await ask(first, 'retraining:dataset', {});
    expect(parts.train.photos + parts.valid.photos + parts.test.photos).toBe(PATIENTS);

    // Photos that were dropped have opened.
    await first.getByRole('button', { name: /^Training/ }).click();
    await first.getByRole('button', { name: /^Teach (?!it)/ }).waitFor();
    await saveScreenshot(first, 'teach');
    const { id: runId } = await ask(first, 'retraining:begin', { maxMinutes: 0.5 });
    await first.getByRole('list', { name: 'Runs, newest first' }).getByRole('button').click();
    await first.getByText('Until then the new one cannot be used.').waitFor();
    await expect(ask(first, 'models:adopt', { runId })).rejects.toThrow('has not been compared');
    expect(app.pageErrors).toEqual([]);

    await killWhileItLearns(app);
    // As one that was killed in the middle of its checkpoint leaves it, which no moment of the kill makes sure of.
    const left = join(data, TRAINING_FOLDER, runId, 'checkpoint.partial');
    await writeFile(left, 'half of one');
    app = await startMacule(data);
    const { page } = app;
    expect(existsSync(left)).toBe(false);
    await page.getByRole('button', { name: /^Training/ }).click();
    await page.getByRole('list', { name: 'Runs, newest first' }).getByRole('button').click();
    await page.getByText(/^Macule was closed, or the training process ended/).waitFor();
    await expect(ask(page, 'models:adopt', { runId })).rejects.toThrow('has not been compared');
    await saveScreenshot(page, 'teach-interrupted');
    await page.getByRole('button', { name: 'Resume' }).click();
    await expect
      .poll(async () => (await newestRun(page))?.state, { timeout: 800_000, interval: 1_000 })
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
    expect(app.pageErrors).toEqual([]);
  } finally {
    await app.close();
    await remove();
  }
}, 1_500_000);
