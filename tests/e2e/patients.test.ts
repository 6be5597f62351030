import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dropFiles } from './harness/drop-files';
import { lesionMapSettled, saveScreenshot } from './harness/macule-app';
import { readPdf } from './harness/read-pdf';
import { ask, listPhotos } from './harness/requests';
import { savePhantom } from './harness/phantom-files';
import { violations } from './harness/violations';
import { withMacule } from './harness/with-macule';

test('a patient’s life in the app: entered, visited, photographed, found again, undone', async () => {
  await withMacule(async ({ electron, page, pageErrors }, { pictures, data }) => {
    // Its own data folder is where the app may write.
    const reports = data;
    const dialog = page.getByRole('dialog');
    await savePhantom(pictures, 'front.jpg', { width: 640, height: 480, seed: 7 });
    await dropFiles(page, [pictures]);
    await lesionMapSettled(page);

    // Whoever is on the list no more is chosen no more.
    for (const name of ['Ada Byron', 'Bob Stone'])
      await ask(page, 'patients:save', {
        patientId: null,
        details: { name, birthDate: null, localNumber: null, skinType: null, notes: '' },
      });
    await page.keyboard.press('v');
    const whose = dialog.getByRole('searchbox', { name: 'Patient' });
    await whose.fill('ada');
    await dialog.getByRole('radio', { name: /^Ada Byron/ }).check();
    await dialog.getByRole('button', { name: 'Put into the record of Ada Byron' }).waitFor();
    await whose.fill('bob');
    await dialog.getByRole('radio', { name: /^Bob Stone/ }).waitFor();
    await whose.press('Enter');
    const put = dialog.getByRole('button', { name: 'Put into the record', exact: true });
    expect(await put.isDisabled()).toBe(true);
    const [photo] = await listPhotos(page);
    const place = await ask(page, 'photographs:place', { photoId: photo?.id ?? '' });
    expect(place.patient).toBeNull();
    await dialog.getByRole('button', { name: 'Cancel' }).click();

    // By keyboard alone.
    await page.keyboard.press('p');
    await page.getByText('Choose a patient').waitFor();
    expect(await violations(page), 'no patient').toEqual([]);
    await page.keyboard.press('Shift+N');
    await dialog.getByLabel('Name', { exact: true }).waitFor();
    await page.keyboard.press('Enter');
    await dialog.getByText('Enter a name.').waitFor();
    await page.keyboard.type('Zoë Ångström');
    await dialog.getByLabel('Date of birth').fill('1998-04-12');
    expect(await violations(page), 'patient form').toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Zoë Ångström' }).waitFor();

    // Text selected past the edge of a form, or a press beside it, loses nothing.
    await page.keyboard.press('n');
    const notes = dialog.getByLabel('Notes');
    await notes.fill('less redness');
    await notes.hover();
    await page.mouse.down();
    await page.mouse.move(5, 5);
    await page.mouse.up();
    await page.mouse.click(5, 5);
    expect(await notes.inputValue()).toBe('less redness');
    await dialog.getByLabel('CADI 1').selectOption('2');
    await dialog.getByRole('button', { name: 'Add visit' }).click();
    await dialog.getByText('Answer all five, or none.').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();

    for (const [date, grade] of [
      ['2025-01-10', '3'],
      ['2025-04-14', '1'],
    ] as const) {
      await page.keyboard.press('n');
      await dialog.getByLabel('Date', { exact: true }).fill(date);
      await dialog.getByLabel('Your global assessment (IGA)').selectOption(grade);
      await dialog.getByRole('button', { name: 'Add visit' }).click();
      await page
        .locator('[data-visit-id]')
        .filter({ hasText: `IGA ${grade}` })
        .waitFor();
    }
    await page.getByRole('button', { name: 'Treatment', exact: true }).click();
    await dialog.getByLabel('Treatment', { exact: true }).fill('topical retinoid');
    await dialog.getByLabel('Begun on').fill('2025-01-10');
    await dialog.getByRole('button', { name: 'Add treatment' }).click();
    await page.getByRole('region', { name: 'Treatments' }).getByText('topical retinoid').waitFor();

    // The photo goes into the first visit.
    const first = page.locator('[data-visit-id]').last();
    await first.getByRole('button', { name: 'Add photos' }).click();
    await dialog.getByRole('checkbox', { name: /^front\.jpg/ }).check();
    expect(await violations(page), 'choice of photos').toEqual([]);
    await dialog.getByRole('button', { name: 'Add 1 photo' }).click();
    await first.getByRole('combobox', { name: 'View of front.jpg' }).selectOption('frontal');
    await first.getByText(/on the frontal photo/).waitFor();
    expect(await violations(page), 'record').toEqual([]);
    await saveScreenshot(page, 'patient');

    // The report is one page that says what the screen says; the table holds every lesion.
    await electron.evaluate(({ dialog: system }, folder) => {
      system.showSaveDialog = (_: unknown, options?: { readonly defaultPath?: string }) =>
        Promise.resolve({ canceled: false, filePath: `${folder}/${options?.defaultPath}` });
    }, reports);
    await first.getByRole('button', { name: /^Report on/ }).click();
    const pdf = join(reports, 'Zoë Ångström 2025-01-10.pdf');
    await page.getByText('is written').first().waitFor();
    const { pages, text } = await readPdf(pdf);
    expect(pages).toBe(1);
    for (const part of [
      'Zoë Ångström',
      'IGA',
      '3 – moderate',
      'GAGS, face',
      'topical retinoid',
      'not a diagnosis',
    ]) {
      expect(text).toContain(part);
    }
    await page.getByRole('button', { name: 'Report', exact: true }).click();
    const course = join(reports, 'Zoë Ångström course.pdf');
    await page.getByText('course.pdf is written').first().waitFor();
    const whole = await readPdf(course);
    expect(whole.pages).toBe(1);
    for (const part of [
      'Zoë Ångström',
      '2 visits',
      'baseline',
      'Pustules',
      'GAGS, face',
      '12-week review',
      'topical retinoid',
      'not a diagnosis',
      '1 / 1',
    ]) {
      expect(whole.text).toContain(part);
    }
    await page.getByRole('button', { name: 'Table' }).click();
    await dialog.getByRole('radio', { name: 'Several patients' }).check();
    await dialog.getByRole('searchbox', { name: 'Add a patient' }).fill('angs');
    await dialog.getByText('Nobody by that name.').waitFor();
    await dialog.getByRole('radio', { name: 'One visit' }).check();
    expect(await violations(page), 'choice of a table').toEqual([]);
    await dialog.getByRole('combobox', { name: 'Visit' }).selectOption({ index: 1 });
    await dialog.getByRole('button', { name: 'Save table' }).click();
    await expect
      .poll(() => readFile(join(reports, 'Zoë Ångström 2025-01-10 lesions.csv'), 'utf8').catch(() => ''))
      .toMatch(/^\uFEFFpatient,visit,iga,photo,view,counted,type,region,verdict,score/);

    // A photo leaves without its face only where the patient agreed to it, and after somebody has looked.
    await electron.evaluate(({ dialog: system }, folder) => {
      system.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [folder] });
    }, reports);
    await first.getByRole('button', { name: /^De-identified export of the visit/ }).click();
    await dialog.getByText('The patient has not agreed to its use for teaching.').waitFor();
    expect(await dialog.getByRole('button', { name: 'Prepare 0 photos' }).isDisabled()).toBe(true);
    expect(await violations(page), 'choice for the export').toEqual([]);
    await page.keyboard.press('Escape');
    await first.getByRole('button', { name: 'About front.jpg' }).click();
    await dialog.getByRole('checkbox', { name: 'Teaching' }).check();
    await dialog.getByLabel('Consent is for').selectOption('All photos of this visit');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await first.getByRole('button', { name: /^De-identified export of the visit/ }).click();
    await dialog.getByRole('button', { name: 'Prepare 1 photo' }).click();
    await dialog.getByRole('img', { includeHidden: true }).first().waitFor();
    const write = dialog.getByRole('button', { name: 'Write 1 picture…' });
    expect(await write.isDisabled()).toBe(true);
    // The preview is what the engine made: a bar across the middle of the eyes.
    await expect
      .poll(() => dialog.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBe(640);
    expect(await violations(page), 'review of the export').toEqual([]);
    await saveScreenshot(page, 'de-identified');
    await dialog.getByRole('checkbox', { name: /I have looked at every picture/ }).check();
    await write.click();
    await page.getByText(/^Teaching [0-9A-Z]{8} is written$/).waitFor();
    const given = (await readdir(reports)).find((name) => name.startsWith('Teaching ')) ?? '';
    const files = await readdir(join(reports, given));
    expect(files.filter((name) => name.endsWith(' visit 1 photo 1 frontal.jpg'))).toHaveLength(1);
    const words = await Promise.all(files.map((name) => readFile(join(reports, given, name), 'latin1')));
    expect(words.join('')).not.toMatch(/Zo.{1,2} |ngstr|1998-04-12|2025-01-10|front\.jpg/);

    // A visit in the course leads to that visit.
    await page.getByRole('button', { name: /^Visit of .*2025; \d+ lesions?; IGA 3/ }).press('Enter');
    await expect.poll(() => first.evaluate((card) => card === card.ownerDocument.activeElement)).toBe(true);

    // The photo opens, and leads back.
    await first.getByRole('button', { name: /^Frontal/ }).click();
    await lesionMapSettled(page);
    await page.getByRole('button', { name: /^Zoë Ångström, / }).click();
    await first.waitFor();

    // Every step is taken back, and done again.
    await page.keyboard.press('Control+z');
    await page.getByText('Undone: Change the consent for a photo', { exact: true }).waitFor();
    await page.keyboard.press('Control+z');
    await page.getByText('Undone: Describe a photo', { exact: true }).waitFor();
    await page.keyboard.press('Control+z');
    await first.getByRole('combobox').waitFor({ state: 'detached' });
    await page.keyboard.press('Control+Shift+z');
    await first.getByRole('combobox', { name: 'View of front.jpg' }).waitFor();

    // Removed, not found, brought back, found by the beginning of a word without its accents.
    await page.getByRole('button', { name: 'Remove Zoë Ångström' }).click();
    await page.getByText('Choose a patient').waitFor();
    await page.getByRole('button', { name: 'Removed patients' }).click();
    await dialog.getByRole('button', { name: 'Bring back' }).click();
    await dialog.getByText('Nothing was removed.').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('/');
    await page.keyboard.type('angs');
    await page.getByRole('button', { name: /^Ada Byron/ }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^Zoë Ångström/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Zoë Ångström' }).waitFor();
    expect(pageErrors).toEqual([]);
  });
});
