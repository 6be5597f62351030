import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { drawCourse } from '../../src/shared/phantom/course';
import { Person } from '../../src/shared/phantom/person';
import { REST } from '../../src/shared/phantom/pose';
import { dropFiles } from './harness/drop-files';
import { lesionMapSettled, saveScreenshot } from './harness/macule-app';
import { listPhotos } from './harness/requests';
import { violations } from './harness/violations';
import { withMacule } from './harness/with-macule';

const SIZE = { width: 720, height: 800 } as const;

/** The same rendered person twice, some lesions gone and some new, the head held differently. */
async function savePair(folder: string): Promise<void> {
  const person = new Person({ ...SIZE, seed: 11 });
  const course = drawCourse(person, {
    ...{ seed: 5, visits: 2, lesions: 24, resolving: 0.3, appearing: 0.2, changing: 0.1, side: 720 },
  });
  const poses = [REST, { ...REST, yaw: 0.08, roll: 0.05, scale: 0.94, smile: 0.5 }];
  for (const [visit, lesions] of course.entries()) {
    const { image } = person.photograph(lesions, poses[visit] ?? REST, visit + 1);
    const raw = { raw: { width: image.width, height: image.height, channels: 3 as const } };
    await writeFile(
      join(folder, `visit-${visit + 1}.jpg`),
      await sharp(image.data, raw).jpeg({ quality: 92 }).toBuffer(),
    );
  }
}

test('two photos are compared: every lesion has a fate, and the clinician has the last word', async () => {
  await withMacule(async ({ page, pageErrors }, { pictures }) => {
    await savePair(pictures);
    await dropFiles(page, [pictures]);
    await lesionMapSettled(page);
    await expect
      .poll(async () => (await listPhotos(page)).filter(({ analysis }) => analysis.state === 'done').length, {
        timeout: 60_000,
      })
      .toBe(2);
    await page.keyboard.press('m');
    await page.getByRole('combobox', { name: 'Earlier photo' }).selectOption({ label: 'visit-1.jpg' });
    await page.getByRole('combobox', { name: 'Later photo' }).selectOption({ label: 'visit-2.jpg' });
    const fates = page.getByRole('list', { name: 'Fates' });
    await fates.waitFor();
    const totalOf = async (name: string): Promise<number> => {
      const row = fates.getByRole('listitem').filter({ hasText: name });
      return Number.parseInt((await row.getByRole('strong').textContent()) ?? '', 10);
    };
    expect(await totalOf('Still there')).toBeGreaterThan(5);
    expect(await totalOf('Gone')).toBeGreaterThan(0);
    expect(await violations(page), 'side by side').toEqual([]);

    // A pair is parted and linked again, by keyboard; each step can be undone.
    const before = await totalOf('Gone');
    await page
      .getByRole('list', { name: 'Lesions' })
      .getByRole('button')
      .filter({ hasText: 'still there' })
      .first()
      .click();
    await saveScreenshot(page, 'compare');
    await page.keyboard.press('u');
    await expect.poll(() => totalOf('Gone')).toBe(before + 1);
    await page.keyboard.press('l');
    await expect.poll(() => totalOf('Gone')).toBe(before);
    await page.getByText('by you').waitFor();
    await page.keyboard.press('Control+z');
    await expect.poll(() => totalOf('Gone')).toBe(before + 1);

    for (const [key, label] of [
      ['w', 'Place of the line'],
      ['o', 'Share of the later photo'],
    ] as const) {
      await page.keyboard.press(key);
      await page.getByLabel(label).waitFor();
      expect(await violations(page), label).toEqual([]);
      await saveScreenshot(page, `compare-${key}`);
    }
    await page.keyboard.press('b');
    await page.locator('p', { hasText: /^Earlier$/ }).waitFor();
    await page.keyboard.press('m');
    await lesionMapSettled(page);
    expect(pageErrors).toEqual([]);
  });
});
