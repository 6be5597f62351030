import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { dropFiles } from './harness/drop-files';
import { lesionMapSettled, saveScreenshot, type MaculeApp } from './harness/macule-app';
import { savePhantom } from './harness/phantom-files';
import { violations } from './harness/violations';
import { withMacule } from './harness/with-macule';

/** As View > Larger text does it, in a window of a small screen. */
const enlarge = async ({ electron, page }: MaculeApp, factor: number): Promise<void> => {
  await electron.evaluate(({ BrowserWindow }, zoom) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.setContentSize(1280, 800);
    window?.webContents.setZoomFactor(zoom);
  }, factor);
  await page.waitForFunction((zoom) => Math.abs(window.innerWidth - 1280 / zoom) <= 1, factor);
};

const edges = async (locator: Locator) => {
  const { x, y, width, height } = (await locator.boundingBox())!;
  return { left: x, right: x + width, top: y, bottom: y + height, width };
};

test('larger text leaves the photo its room, and messages cover no sitting', async () => {
  await withMacule(async (app, { pictures }) => {
    const { electron, page } = app;
    await electron.evaluate(({ nativeTheme }) => {
      nativeTheme.themeSource = 'dark';
    });
    const { path } = await savePhantom(pictures, 'face.jpg', { width: 800, height: 800, seed: 31 });
    await dropFiles(page, [path]);
    await lesionMapSettled(page);
    const gallery = page.getByRole('navigation', { name: 'Gallery' });
    const panel = page.getByRole('complementary', { name: 'Lesions' });
    const stage = page.locator('[data-region="picture"]');
    await enlarge(app, 1);
    await gallery.waitFor();
    await panel.waitFor();

    // One of the two at a time, beside the photo.
    await enlarge(app, 2);
    await gallery.waitFor({ state: 'detached' });
    expect((await edges(stage)).width).toBeGreaterThan(0.5 * 640);
    expect((await edges(stage)).right).toBeLessThanOrEqual((await edges(panel)).left);
    expect(await violations(page), 'results').toEqual([]);
    await saveScreenshot(page, 'large-text-results');
    await page.keyboard.press('[');
    await panel.waitFor({ state: 'detached' });
    expect((await edges(stage)).left).toBeGreaterThanOrEqual((await edges(gallery)).right);
    expect(await violations(page), 'gallery').toEqual([]);
    await saveScreenshot(page, 'large-text-gallery');
    // The other one comes back when it is put away.
    await page.keyboard.press('[');
    await gallery.waitFor({ state: 'detached' });
    await panel.waitFor();
    await page.keyboard.press(']');
    await panel.waitFor({ state: 'detached' });
    await page.keyboard.press(']');
    await panel.waitFor();
    await page.keyboard.press('[');
    await gallery.waitFor();

    // Both are back where there is room.
    await enlarge(app, 1);
    await gallery.waitFor();
    await panel.waitFor();

    for (const factor of [1, 2]) {
      await enlarge(app, factor);
      await page.keyboard.press('s');
      const sittings = page.getByRole('list', { name: 'Sittings' });
      await sittings.waitFor();
      await page.keyboard.press('Control+z');
      const message = page.getByRole('listitem').filter({ hasText: 'Nothing to undo' });
      await message.waitFor();
      const put = page.getByRole('button', { name: /^Put \d+ photos? into the records$/ });
      const foot = page.getByRole('region', { name: 'Sort photos into records' }).locator('footer');
      // The list ends above it, or it stands in the foot, which keeps its button clear.
      await expect
        .poll(async () => {
          const [{ top, bottom }, list, below] = [
            await edges(message),
            await edges(sittings),
            await edges(foot),
          ];
          return (top >= list.bottom || top >= below.top) && bottom <= (await edges(put)).top;
        })
        .toBe(true);
      expect(await violations(page), `sorting, ${factor}`).toEqual([]);
      await saveScreenshot(page, `large-text-sorting-${factor}`);
      await message.getByRole('button', { name: 'Dismiss' }).click();
      await page.keyboard.press('s');
    }
  });
});
