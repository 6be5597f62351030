import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { drawCourse } from '../../src/shared/phantom/course';
import { Person } from '../../src/shared/phantom/person';
import { REST } from '../../src/shared/phantom/pose';
import type { RgbImage } from '../../src/shared/photo/rgb-image';
import { dressed } from '../helpers/dressed-face';
import { dropFiles } from './harness/drop-files';
import { lesionMapSettled, saveScreenshot } from './harness/macule-app';
import { ask, listPhotos, photoDetail } from './harness/requests';
import { violations } from './harness/violations';
import { withMacule } from './harness/with-macule';

const SIZE = { width: 720, height: 800 } as const;

/**
 * The same rendered person twice, some lesions gone and some new, the head held differently.
 * @param again adds the later photo once more: `covered`, with most of the face under a dressing, so that no face is
 *   found on it; `cut` off below the mouth.
 */
async function savePair(folder: string, again: 'covered' | 'cut'): Promise<void> {
  const person = new Person({ ...SIZE, seed: 11 });
  const course = drawCourse(person, {
    ...{ seed: 5, visits: 2, lesions: 24, resolving: 0.3, appearing: 0.2, changing: 0.1, side: 720 },
  });
  const poses = [REST, { ...REST, yaw: 0.08, roll: 0.05, scale: 0.94, smile: 0.5 }];
  const rawOf = ({ width, height }: RgbImage) => ({ raw: { width, height, channels: 3 as const } });
  for (const [visit, lesions] of course.entries()) {
    const { image } = person.photograph(lesions, poses[visit] ?? REST, visit + 1);
    const save = (shown: RgbImage, name: string): Promise<void> =>
      sharp(shown.data, rawOf(shown))
        .jpeg({ quality: 92 })
        .toBuffer()
        .then((bytes) => writeFile(join(folder, name), bytes));
    await save(image, `visit-${visit + 1}.jpg`);
    if (visit === 0) continue;
    if (again === 'covered') await save(dressed(image), 'covered.jpg');
    else {
      const bytes = await sharp(image.data, rawOf(image))
        .extract({ left: 0, top: 0, width: 720, height: 600 })
        .toBuffer();
      await save({ width: 720, height: 600, data: bytes }, 'cut.jpg');
    }
  }
}

test('two photos are compared: every lesion has a fate, and the clinician has the last word', async () => {
  await withMacule(async ({ page, pageErrors }, { pictures }) => {
    await savePair(pictures, 'cut');
    await dropFiles(page, [pictures]);
    await lesionMapSettled(page);
    await expect
      .poll(async () => (await listPhotos(page)).filter(({ analysis }) => analysis.state === 'done').length, {
        timeout: 60_000,
      })
      .toBe(3);
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

    // A dressing or hair may hide a place, which no photo tells.
    const gone = await totalOf('Gone');
    await page
      .getByRole('list', { name: 'Lesions' })
      .getByRole('button')
      .filter({ hasText: 'gone' })
      .first()
      .click();
    const unseen = page.getByRole('button', { name: 'Out of view', exact: true });
    await page.keyboard.press('v');
    await expect.poll(() => totalOf('Gone')).toBe(gone - 1);
    expect(await totalOf('Out of view')).toBe(1);
    expect(await unseen.getAttribute('aria-pressed')).toBe('true');
    await saveScreenshot(page, 'compare-out-of-view');
    await unseen.click();
    await expect.poll(() => totalOf('Gone')).toBe(gone);

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
    // Elsewhere this key leads to the sorting of photos.
    await page.keyboard.press('s');
    await page.getByRole('button', { name: 'Side by side', pressed: true }).waitFor();
    await page.getByRole('group', { name: /^Later photo, / }).waitFor();

    // What the later photo does not show has not gone.
    await page.getByRole('combobox', { name: 'Later photo' }).selectOption({ label: 'cut.jpg' });
    await fates.getByText('Out of view').waitFor();
    expect(await totalOf('Out of view')).toBeGreaterThan(0);
    await page
      .getByRole('list', { name: 'Lesions' })
      .getByRole('button')
      .filter({ hasText: 'out of view' })
      .first()
      .click();
    await saveScreenshot(page, 'compare-cut');
    expect(await violations(page), 'cut').toEqual([]);
    await page.keyboard.press('m');
    await lesionMapSettled(page);
    expect(pageErrors).toEqual([]);
  });
});

test('a photo on which no face was found is compared by a face placed by hand, which the panel says', async () => {
  await withMacule(async ({ page, pageErrors }, { pictures }) => {
    await savePair(pictures, 'covered');
    await dropFiles(page, [pictures]);
    await lesionMapSettled(page);
    await expect
      .poll(async () => (await listPhotos(page)).filter(({ analysis }) => analysis.state === 'done').length, {
        timeout: 60_000,
      })
      .toBe(3);
    const photos = await listPhotos(page);
    const detailOf = (name: string) =>
      photoDetail(page, photos.find(({ fileName }) => fileName === name)?.id ?? '');
    const [open, covered] = [await detailOf('visit-2.jpg'), await detailOf('covered.jpg')];
    expect(open.face).not.toBeNull();
    expect(covered.face).toBeNull();
    await page.keyboard.press('m');
    await page.getByRole('combobox', { name: 'Earlier photo' }).selectOption({ label: 'visit-1.jpg' });
    await page.getByRole('combobox', { name: 'Later photo' }).selectOption({ label: 'covered.jpg' });
    await page.getByText('No face was found on the later photo.').waitFor();
    await saveScreenshot(page, 'compare-no-face');

    const place = (landmarks: readonly { readonly x: number; readonly y: number }[]) =>
      ask(page, 'faces:correct', { photoId: covered.photo.id, landmarks: [...landmarks] });
    const earlierId = photos.find(({ fileName }) => fileName === 'visit-1.jpg')?.id ?? '';
    const registration = async () =>
      (await ask(page, 'fates:compare', { earlierPhotoId: earlierId, laterPhotoId: covered.photo.id }))
        .registration;
    // Far aside: refused.
    await place((open.face?.landmarks ?? []).map(({ x, y }) => ({ x: x + 0.2, y: y - 0.15 })));
    expect(await registration()).toMatchObject({ state: 'refused', byHand: ['later'] });
    await page.getByText(/placed by hand lies/).waitFor();
    expect(await violations(page), 'refused').toEqual([]);
    await saveScreenshot(page, 'compare-placed-badly');
    // Where it is.
    await place(open.face?.landmarks ?? []);
    await page.getByText('The face on the later photo was placed by hand').waitFor();
    const stayed = page.getByRole('list', { name: 'Fates' }).getByRole('listitem').filter({
      hasText: 'Still there',
    });
    expect(Number.parseInt((await stayed.getByRole('strong').textContent()) ?? '', 10)).toBeGreaterThan(2);
    expect(await violations(page), 'placed by hand').toEqual([]);
    await saveScreenshot(page, 'compare-placed-by-hand');
    await page.keyboard.press('Control+z');
    await page.getByText(/placed by hand lies/).waitFor();
    expect(pageErrors).toEqual([]);
  });
});
