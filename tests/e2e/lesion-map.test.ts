import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { matchByCentre } from '../../src/shared/clinical/centre-hit';
import { countStated, shownCountKeys, statedType } from '../../src/shared/clinical/stated-type';
import { saveCocoLabels } from './harness/coco-labels';
import { dropFiles } from './harness/drop-files';
import { lesionMapSettled, saveScreenshot } from './harness/macule-app';
import { savePhantom } from './harness/phantom-files';
import { listPhotos, photoDetail } from './harness/requests';
import { withMacule } from './harness/with-macule';

const WIDTH = 1536;
const HEIGHT = 1536;
const COUNTS = { comedone: 8, nodule: 2, papule: 12, pustule: 8 } as const;

/** Shares of the painted lesions that have to be found, and of the found ones that have to be painted lesions. */
const LEAST_RECALL = 0.5;
const LEAST_PRECISION = 0.5;

const heading = (page: Page) =>
  page.getByRole('complementary', { name: 'Lesions' }).getByRole('heading').first();
const lesionsShown = async (page: Page): Promise<number> =>
  Number(/^\d+/.exec((await heading(page).textContent()) ?? '')?.[0] ?? Number.NaN);

/** Whether there are pictures and each is there. */
const areDrawn = (pictures: readonly (HTMLElement | SVGElement)[]): boolean =>
  pictures.length > 1 && pictures.every((one) => one instanceof HTMLImageElement && one.naturalWidth > 0);

test('a photo’s lesions are found, drawn, counted, filtered and selected', async () => {
  await withMacule(async ({ page, pageErrors }, { pictures }) => {
    const { path, phantom } = await savePhantom(pictures, 'face.png', {
      width: WIDTH,
      height: HEIGHT,
      seed: 5,
      counts: COUNTS,
      lookAlikes: 0,
    });
    await dropFiles(page, [path]);
    await lesionMapSettled(page);
    await saveScreenshot(page, 'lesion-map');

    const [photo] = await listPhotos(page);
    const { map } = await photoDetail(page, photo?.id ?? '');
    if (map === null) throw new Error('There is no lesion map.');

    // Real lesions: those that were painted, by the place of their centres.
    const found = map.lesions.filter(({ score }) => score >= map.source.threshold);
    const painted = phantom.lesions.map(({ box }) => ({
      box: { x: box.x / WIDTH, y: box.y / HEIGHT, width: box.width / WIDTH, height: box.height / HEIGHT },
    }));
    const { matched } = matchByCentre(found, painted);
    expect(matched.length / painted.length, 'recall').toBeGreaterThanOrEqual(LEAST_RECALL);
    expect(matched.length / found.length, 'precision').toBeGreaterThanOrEqual(LEAST_PRECISION);

    // Counted as found, type by type.
    expect(await lesionsShown(page)).toBe(found.length);
    const types = page.getByRole('list', { name: 'Lesion types' }).getByRole('listitem');
    const shownCounts = await types.locator('strong').allTextContents();
    const counts = countStated(found.map(({ typeScores }) => ({ type: statedType(typeScores) })));
    expect(shownCounts.map(Number)).toEqual(shownCountKeys([counts]).map((key) => counts[key]));

    // The size by the face; what was assumed of open types stands beside the grades.
    const panel = page.getByRole('complementary', { name: 'Lesions' });
    await panel.getByText('Scale from the face: used as it is.').waitFor();
    if (counts.inflammatory + counts.unsure > 0) {
      await panel.getByText(/^Grades/).click();
      await panel.getByText(/of unsure type read as/).waitFor();
      await panel.getByText(/^Grades/).click();
    }

    // Drawn: hiding every type changes the picture, showing them again brings it back.
    const view = page.getByRole('region', { name: 'Lesion map' }).locator('canvas').last();
    const drawn = await view.screenshot();
    for (const button of await types.getByRole('button').all()) await button.click();
    await saveScreenshot(page, 'lesions-hidden');
    expect((await view.screenshot()).equals(drawn)).toBe(false);
    for (const button of await types.getByRole('button').all()) await button.click();

    // Filtered: the slider goes down to what the analysis kept, and up to nothing.
    const slider = page.getByRole('slider');
    await slider.press('Home');
    await expect.poll(() => lesionsShown(page)).toBe(map.lesions.length);
    await slider.press('End');
    await expect.poll(() => lesionsShown(page)).toBe(map.lesions.filter(({ score }) => score >= 1).length);
    await page.getByRole('button', { name: /Back to the model/ }).click();
    await expect.poll(() => lesionsShown(page)).toBe(found.length);

    // Selected with the keyboard alone.
    await page.getByRole('listbox').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const selected = page.getByRole('listbox').getByRole('option', { selected: true });
    expect(await selected.getAttribute('aria-posinset')).toBe('2');
    await saveScreenshot(page, 'lesion-selected');

    // What the model says of itself, from the status bar: words, figures and pictures of where it fails.
    await page.getByTitle('Engine and device: click for details').click();
    await page.getByRole('button', { name: 'Model card' }).click();
    const card = page.getByRole('dialog', { name: /Model card/ });
    await card.getByRole('heading', { name: 'Where it fails: rendered faces' }).waitFor();
    await expect.poll(() => card.locator('img').evaluateAll(areDrawn)).toBe(true);
    await saveScreenshot(page, 'starter-card');
    await page.keyboard.press('Escape');
    expect(pageErrors).toEqual([]);
  });
});

test('dataset labels beside a photo are shown against what was found', async () => {
  await withMacule(async ({ page }, { pictures }) => {
    const labelled = await savePhantom(pictures, 'labelled.png', {
      width: 1024,
      height: 1024,
      seed: 8,
      counts: COUNTS,
    });
    await saveCocoLabels(labelled);
    await dropFiles(page, [labelled.path]);
    await lesionMapSettled(page);
    await saveScreenshot(page, 'lesion-map-with-labels');
    const [photo] = await listPhotos(page);
    expect(photo?.referenceCount).toBe(labelled.phantom.lesions.length);
    expect(await page.getByRole('complementary', { name: 'Lesions' }).textContent()).toMatch(/label/i);
  });
});
