import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { lesionMapSettled, saveScreenshot, startMacule } from './harness/macule-app';
import { savePhantom } from './harness/phantom-files';
import { listPhotos, photoDetail } from './harness/requests';
import { violations } from './harness/violations';
import { createWorkFolder } from './harness/work-folder';

const stripOf = (page: Page): Locator => page.getByRole('region', { name: 'Regions of the face' });
const pointOf = (page: Page, name: string): Locator =>
  page.getByRole('group', { name: 'Points of the regions' }).getByRole('button', { name, exact: true });

/** Lesions of one region as the strip counts them. */
async function countIn(page: Page, region: string): Promise<number> {
  const line = stripOf(page).locator('dl > div').filter({ hasText: region });
  return (await line.count()) === 0 ? 0 : Number.parseInt((await line.locator('dd').textContent()) ?? '', 10);
}

async function openDetail(page: Page) {
  const [photo] = await listPhotos(page);
  return photoDetail(page, photo?.id ?? '');
}
const correctedOf = async (page: Page) => (await openDetail(page)).correctedFace;

async function drag(page: Page, point: Locator, dx: number, dy: number): Promise<void> {
  const box = (await point.boundingBox())!;
  const from = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + dx, from.y + dy, { steps: 4 });
  await page.mouse.up();
}

test('regions are corrected by mouse and keyboard, undone, taken back, and there at the next start', async () => {
  const folder = await createWorkFolder();
  try {
    const { path } = await savePhantom(folder.pictures, 'face.jpg', { width: 800, height: 800, seed: 31 });
    const first = await startMacule(folder.data, [path]);
    const { page } = first;
    let kept: Awaited<ReturnType<typeof correctedOf>>;
    try {
      await lesionMapSettled(page);
      await page.getByRole('button', { name: 'Correct the regions' }).click();
      const strip = stripOf(page);
      await strip.getByText('As the model found the face.').waitFor();
      expect(await violations(page), 'correcting regions').toEqual([]);
      await saveScreenshot(page, 'regions');
      const back = strip.getByRole('button', { name: 'Back to what was found' });
      expect(await back.isDisabled()).toBe(true);
      const [forehead, outside] = [await countIn(page, 'Forehead'), await countIn(page, 'In no region')];
      expect(forehead).toBeGreaterThan(0);
      const { face } = await openDetail(page);

      // By mouse: the hairline comes down to the brows, and the lesions above it lie in no region.
      const brow = (await pointOf(page, 'Right brow').boundingBox())!;
      const hairline = (await pointOf(page, 'Hairline').boundingBox())!;
      await drag(page, pointOf(page, 'Hairline'), 0, brow.y - hairline.y);
      await expect.poll(() => correctedOf(page)).not.toBeNull();
      await expect.poll(() => countIn(page, 'Forehead')).toBeLessThan(forehead);
      const moved = await countIn(page, 'Forehead');
      await expect.poll(() => countIn(page, 'In no region')).toBe(outside + forehead - moved);
      await strip.getByText('Corrected by hand.').waitFor();
      expect((await openDetail(page)).face, 'what was found stays').toEqual(face);
      await saveScreenshot(page, 'regions-corrected');

      // One step back, and forward.
      await page.keyboard.press('Control+z');
      await expect.poll(() => countIn(page, 'Forehead')).toBe(forehead);
      expect(await correctedOf(page)).toBeNull();
      await page.keyboard.press('Control+y');
      await expect.poll(() => countIn(page, 'Forehead')).toBe(moved);

      // By keyboard: a row of presses is one step.
      const before = await correctedOf(page);
      await pointOf(page, 'Below the chin').focus();
      for (let press = 0; press < 6; press += 1) await page.keyboard.press('Shift+ArrowUp');
      await expect.poll(() => correctedOf(page)).not.toEqual(before);
      const lifted = await correctedOf(page);
      await page.keyboard.press('Control+z');
      await expect.poll(() => correctedOf(page)).toEqual(before);
      await page.keyboard.press('Control+y');
      await expect.poll(() => correctedOf(page)).toEqual(lifted);

      // The whole face, moved and turned.
      await pointOf(page, 'Whole face').focus();
      await page.keyboard.press('ArrowLeft');
      await expect.poll(() => correctedOf(page)).not.toEqual(lifted);
      const shifted = await correctedOf(page);
      await drag(page, pointOf(page, 'Turn and size of the face'), 20, 40);
      await expect.poll(() => correctedOf(page)).not.toEqual(shifted);

      await back.click();
      await expect.poll(() => correctedOf(page)).toBeNull();
      await expect.poll(() => countIn(page, 'Forehead')).toBe(forehead);
      await page.keyboard.press('Control+z');
      await expect.poll(() => correctedOf(page)).not.toBeNull();
      kept = await correctedOf(page);

      await page.keyboard.press('Escape');
      await strip.waitFor({ state: 'detached' });
      await page.getByText('Grades').click();
      await page.getByText('The regions were corrected by hand.').waitFor();
      expect(await violations(page), 'corrected').toEqual([]);
      expect(first.pageErrors).toEqual([]);
    } finally {
      await first.close();
    }
    const second = await startMacule(folder.data, [path]);
    try {
      await lesionMapSettled(second.page);
      expect(await correctedOf(second.page)).toEqual(kept);
      await second.page.keyboard.press('Shift+R');
      await stripOf(second.page).getByText('Corrected by hand.').waitFor();
    } finally {
      await second.close();
    }
  } finally {
    await folder.remove();
  }
});

test('a photo on which no face was found gets its regions by hand', async () => {
  const folder = await createWorkFolder();
  try {
    const path = join(folder.pictures, 'skin.png');
    await sharp({ create: { width: 640, height: 480, channels: 3, background: '#c8a08c' } }).toFile(path);
    const app = await startMacule(folder.data, [path]);
    const { page } = app;
    try {
      await lesionMapSettled(page);
      await page.locator('[data-region="picture"]').focus();
      await page.keyboard.press('a');
      await page.keyboard.press('Enter');
      await expect.poll(async () => (await openDetail(page)).marks.length).toBe(1);
      await page.getByText('Grades').click();
      await page.getByRole('button', { name: 'Place the regions by hand' }).click();
      const strip = stripOf(page);
      await strip.getByText(/^Regions of the face\. No face was found/).waitFor();
      expect(await countIn(page, 'Nose')).toBe(1);
      expect(await violations(page), 'no face').toEqual([]);
      await saveScreenshot(page, 'regions-by-hand');
      // Nothing is kept of a face that was only shown.
      await strip.getByRole('button', { name: 'Done' }).click();
      expect(await correctedOf(page)).toBeNull();
      await page.keyboard.press('Shift+R');
      await drag(page, pointOf(page, 'Whole face'), 12, 6);
      await expect.poll(() => correctedOf(page)).not.toBeNull();
      await strip.getByText('Corrected by hand.').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('heading', { name: /^GAGS, face \d+ of 32$/ }).waitFor();
      await page.keyboard.press('Control+z');
      await expect.poll(() => correctedOf(page)).toBeNull();
      expect(app.pageErrors).toEqual([]);
    } finally {
      await app.close();
    }
  } finally {
    await folder.remove();
  }
});
