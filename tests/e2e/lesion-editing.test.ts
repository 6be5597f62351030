import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { lesionMapSettled, saveScreenshot, startMacule } from './harness/macule-app';
import { savePhantom } from './harness/phantom-files';
import { listPhotos, photoDetail } from './harness/requests';
import { violations } from './harness/violations';
import { createWorkFolder } from './harness/work-folder';

const marksOf = async (page: Page) => {
  const [photo] = await listPhotos(page);
  return (await photoDetail(page, photo?.id ?? '')).marks;
};
const verdicts = async (page: Page) => (await marksOf(page)).map(({ verdict }) => verdict);

test('lesions are added, moved, retyped, rejected and accepted, undone, and there at the next start', async () => {
  const folder = await createWorkFolder();
  try {
    const { path } = await savePhantom(folder.pictures, 'face.jpg', { width: 800, height: 800, seed: 31 });
    const first = await startMacule(folder.data, [path]);
    const { page } = first;
    try {
      await lesionMapSettled(page);
      const stage = page.locator('[data-region="picture"]');
      const frame = (await stage.boundingBox())!;
      const middle = { x: frame.x + frame.width / 2, y: frame.y + frame.height / 2 };
      const heading = page.getByRole('complementary', { name: 'Lesions' }).getByRole('heading').first();
      const found = Number.parseInt((await heading.textContent()) ?? '', 10);

      // By mouse: a lesion is drawn, moved and made larger.
      await page.getByRole('button', { name: 'Add', exact: true }).click();
      await page.mouse.move(middle.x - 15, middle.y - 15);
      await page.mouse.down();
      await page.mouse.move(middle.x + 15, middle.y + 15, { steps: 3 });
      await page.mouse.up();
      await expect.poll(() => verdicts(page)).toEqual(['added']);
      const [drawn] = await marksOf(page);
      await page.getByRole('region', { name: 'Selected lesion' }).waitFor();
      await page.mouse.move(middle.x, middle.y);
      await page.mouse.down();
      await page.mouse.move(middle.x + 60, middle.y, { steps: 4 });
      await page.mouse.up();
      await expect
        .poll(async () => (await marksOf(page))[0]?.box.x)
        .toBeGreaterThan((drawn?.box.x ?? 0) + 0.02);
      const [moved] = await marksOf(page);
      expect(moved?.box.width).toBeCloseTo(drawn?.box.width ?? 0);
      await page.mouse.move(middle.x + 60 + 21, middle.y + 21);
      await page.mouse.down();
      await page.mouse.move(middle.x + 60 + 40, middle.y + 40, { steps: 4 });
      await page.mouse.up();
      await expect
        .poll(async () => (await marksOf(page))[0]?.box.width)
        .toBeGreaterThan(moved?.box.width ?? 1);

      // By keyboard: its type, its place, its end.
      await page.keyboard.press('n');
      await expect.poll(async () => (await marksOf(page))[0]?.type).toBe('nodule');
      const before = (await marksOf(page))[0]?.box.y ?? 0;
      for (let press = 0; press < 5; press += 1) await page.keyboard.press('Alt+ArrowDown');
      await expect.poll(async () => (await marksOf(page))[0]?.box.y).toBeGreaterThan(before + 0.005);
      expect(await violations(page), 'editing').toEqual([]);
      await saveScreenshot(page, 'lesion-editing');

      // Regions of the face, and what the scales make of the lesions.
      await page.keyboard.press('r');
      await page.getByText('Grades').click();
      await page.getByRole('heading', { name: /^GAGS, face \d+ of 32$/ }).waitFor();
      await page.getByRole('heading', { name: /^Hayashi (mild|moderate)/ }).waitFor();
      expect(await violations(page), 'grades').toEqual([]);
      await saveScreenshot(page, 'grades');
      await stage.focus();
      // Deleted while it is still on its way, it stays deleted, which the verdicts below would tell.
      await page.keyboard.press('Alt+ArrowDown');
      await page.keyboard.press('Delete');
      await expect.poll(() => verdicts(page)).toEqual([]);

      // The model's lesions: one rejected, the others accepted in one go.
      await stage.focus();
      await page.keyboard.press('Escape');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Delete');
      await expect.poll(() => verdicts(page)).toEqual(['rejected']);
      await expect.poll(() => heading.textContent()).toMatch(new RegExp(`^${found - 1} lesions?`));
      await page.keyboard.press('Shift+Enter');
      await expect.poll(() => verdicts(page)).toHaveLength(found);
      await page.getByText(`${found - 1} of ${found - 1} looked at`).waitFor();

      // The map is complete, until something on it changes.
      await page.keyboard.press('d');
      const confirmation = page.getByRole('group', { name: 'Confirmation' });
      await confirmation.getByText(/Confirmed /).waitFor();
      expect(await violations(page), 'confirmed').toEqual([]);
      await saveScreenshot(page, 'confirmed-map');
      await confirmation.getByRole('button', { name: 'Reopen' }).click();
      await confirmation.getByRole('button', { name: 'Confirm the map' }).click();
      await confirmation.getByText(/Confirmed /).waitFor();
      await stage.focus();
      await page.keyboard.press('Escape');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('n');
      await confirmation.getByText(/Confirmed /).waitFor({ state: 'detached' });
      await page.keyboard.press('Control+z');
      await confirmation.getByText(/Confirmed /).waitFor();
      for (let back = 0; back < 3; back += 1) await page.keyboard.press('Control+z');
      await confirmation.getByText(/Confirmed /).waitFor({ state: 'detached' });
      await page.getByText(`${found - 1} of ${found - 1} looked at`).waitFor();

      // Each action is one step back.
      await page.keyboard.press('Control+z');
      await expect.poll(() => verdicts(page)).toEqual(['rejected']);
      await page.keyboard.press('Control+z');
      await expect.poll(() => verdicts(page)).toEqual([]);

      // Several at once, by keyboard and by a frame, each time as one step.
      const several = page.getByRole('region', { name: 'Selected lesions' });
      await stage.focus();
      await page.keyboard.press('Control+a');
      await several.getByText(`${found} lesions selected`).waitFor();
      await page.keyboard.press('n');
      await expect.poll(() => verdicts(page)).toHaveLength(found);
      expect(await violations(page), 'several selected').toEqual([]);
      await saveScreenshot(page, 'several-lesions');
      await several.getByText(`${found} lesions selected`).waitFor();
      await page.keyboard.press('Control+z');
      await expect.poll(() => verdicts(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await several.waitFor({ state: 'detached' });
      await page.keyboard.down('Shift');
      await page.mouse.move(frame.x + 4, frame.y + 4);
      await page.mouse.down();
      await page.mouse.move(frame.x + frame.width - 4, frame.y + frame.height - 60, { steps: 4 });
      await page.mouse.up();
      await page.keyboard.up('Shift');
      await several.getByRole('button', { name: 'Reject' }).click();
      await expect
        .poll(async () => (await verdicts(page)).filter((one) => one === 'rejected').length)
        .toBeGreaterThan(1);
      await page.keyboard.press('Control+z');
      await expect.poll(() => verdicts(page)).toEqual([]);

      await page.keyboard.press('Control+z');
      await expect.poll(() => verdicts(page)).toEqual(['added']);
      expect(first.pageErrors).toEqual([]);
    } finally {
      await first.close();
    }
    const second = await startMacule(folder.data, [path]);
    try {
      await lesionMapSettled(second.page);
      expect((await marksOf(second.page)).map(({ type, verdict }) => [type, verdict])).toEqual([
        ['nodule', 'added'],
      ]);
    } finally {
      await second.close();
    }
  } finally {
    await folder.remove();
  }
});
