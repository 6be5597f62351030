import { expect, test } from 'vitest';
import { dropFiles } from './harness/drop-files';
import { lesionMapSettled, saveScreenshot } from './harness/macule-app';
import { savePhantom } from './harness/phantom-files';
import { violations } from './harness/violations';
import { withMacule } from './harness/with-macule';

test('every screen keeps to WCAG 2.2 AA as far as axe can see', async () => {
  await withMacule(async ({ electron, page }, { pictures }) => {
    await page.getByText('Drop photos here').waitFor();
    expect(await violations(page), 'empty gallery').toEqual([]);

    const { path } = await savePhantom(pictures, 'face.jpg', { width: 800, height: 800, seed: 31 });
    await dropFiles(page, [path]);
    await lesionMapSettled(page);
    expect(await violations(page), 'lesion map').toEqual([]);

    // In either scheme, whichever the system has; the View menu chooses the same way.
    for (const scheme of ['dark', 'light'] as const) {
      await electron.evaluate(({ nativeTheme }, chosen) => {
        nativeTheme.themeSource = chosen;
      }, scheme);
      await page.waitForFunction(
        (chosen) => window.matchMedia(`(prefers-color-scheme: ${chosen})`).matches,
        scheme,
      );
      await saveScreenshot(page, `lesion-map-${scheme}`);
      expect(await violations(page), `lesion map, ${scheme}`).toEqual([]);
    }
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    expect(await violations(page), 'shortcuts').toEqual([]);
    await page.keyboard.press('Escape');

    await page
      .getByRole('button', { name: /engine|onnx|cpu|wasm/i })
      .first()
      .click();
    await page.getByRole('radio', { name: /^Automatic/ }).waitFor();
    expect(await violations(page), 'engine details').toEqual([]);
  });
});
