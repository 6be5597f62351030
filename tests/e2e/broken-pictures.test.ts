import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { ElectronApplication } from 'playwright-core';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { seededRandom } from '../../src/shared/random';
import { dropFiles } from './harness/drop-files';
import { processNamed } from './harness/engine-process';
import { importFolder } from './harness/import-files';
import { saveScreenshot } from './harness/macule-app';
import { savePhantom } from './harness/phantom-files';
import { listPhotos } from './harness/requests';
import { withMacule } from './harness/with-macule';

/** Name of each broken picture and a word of the reason that its refusal has to give. */
const BROKEN: Readonly<Record<string, RegExp>> = {
  'empty.jpg': /empty/,
  'half.jpg': /damaged|incomplete|cut short/i,
  'half.png': /damaged|incomplete|cut short/i,
  'notes.jpg': /not a photo/,
  'document.png': /PDF/,
  'animation.webp': /GIF/,
  'raw.dng': /raw|damaged|not a photo/i,
  'phone.heic': /damaged|incomplete|cut short|not a photo/i,
  'dot.png': /1 × 1|small/,
  'dangling.jpg': /no such file|not there/i,
};

/** Fills a folder with one good photo and everything that is not one. */
async function fill(folder: string): Promise<void> {
  const good = await savePhantom(folder, 'good.jpg', { width: 640, height: 480, seed: 21 });
  const bytes = await readFile(good.path);
  const png = await sharp(bytes).png().toBuffer();
  const half = (whole: Buffer): Buffer => whole.subarray(0, Math.floor(whole.length / 2));
  const dot = { width: 1, height: 1, channels: 3, background: 'red' } as const;
  const contents: Readonly<Record<string, string | Uint8Array>> = {
    'empty.jpg': '',
    'half.jpg': half(bytes),
    'half.png': half(png),
    'notes.jpg': 'These are the notes of a visit.',
    'document.png': '%PDF-1.7\n',
    'animation.webp': 'GIF89a........',
    'raw.dng': 'II*\0',
    'phone.heic': '\0\0\0\x18ftypheic\0\0\0\0mif1heic',
    'dot.png': await sharp({ create: dot }).png().toBuffer(),
  };
  for (const [name, content] of Object.entries(contents)) {
    await writeFile(
      join(folder, name),
      typeof content === 'string' ? Buffer.from(content, 'latin1') : content,
    );
  }
  await symlink(join(folder, 'nowhere'), join(folder, 'dangling.jpg'));
  await symlink(folder, join(folder, 'loop'));
  await mkdir(join(folder, 'folder.jpg'));
}

test('a folder of broken pictures: each refused with its reason, the good one in, nothing half-imported', async () => {
  await withMacule(async ({ page, pageErrors }, { pictures, data }) => {
    await fill(pictures);
    await dropFiles(page, [pictures]);
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    await saveScreenshot(page, 'broken-pictures');

    const refused = await refusedFiles(page);
    expect(Object.keys(refused).sort()).toEqual(Object.keys(BROKEN).sort());
    for (const [name, reason] of Object.entries(BROKEN)) {
      expect(refused[name], name).toContain(name);
      expect(refused[name], name).toMatch(reason);
    }
    expect(await dialog.textContent()).toContain('1 photo added');
    expect(await dialog.textContent()).not.toContain(pictures);

    const photos = await listPhotos(page);
    expect(photos.map(({ fileName }) => fileName)).toEqual(['good.jpg']);
    const stored = (await readdir(join(data, 'photos'), { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => entry.name);
    expect(stored.sort()).toEqual(['full.sealed', 'screen.sealed', 'thumbnail.sealed']);
    expect(pageErrors).toEqual([]);
  });
});

const PHOTOS = 8;
/** Of the process that reads photos: about as long as a few of them take, milliseconds. */
const LONGEST_LIFE_MS = 800;

test('the process that reads photos is killed again and again: each photo is in whole, or named and comes in later', async () => {
  await withMacule(async ({ electron, page, pageErrors }, { pictures, data }) => {
    const names: string[] = [];
    for (let seed = 0; seed < PHOTOS; seed += 1) {
      const { fileName } = await savePhantom(pictures, `${seed}.jpg`, { width: 800, height: 600, seed });
      names.push(fileName);
    }
    const random = seededRandom(Date.now());
    const importing = { over: false };
    const kill = async (): Promise<number> => {
      const killed = new Set<number>();
      while (!importing.over) {
        const reader = await processNamed(electron, 'Macule reader');
        if (reader !== null && !killed.has(reader)) {
          await wait(random() * LONGEST_LIFE_MS);
          signal(reader);
          killed.add(reader);
        }
        await wait(20);
      }
      return killed.size;
    };
    const killing = kill();
    const first = await importFolder(page, pictures);
    importing.over = true;
    expect(await killing).toBeGreaterThan(0);
    const refused = first.refused.map(({ file }) => file ?? '');
    expect([...first.imported.map(({ fileName }) => fileName), ...refused].sort()).toEqual(names.sort());
    for (const { message, advice } of first.refused) {
      expect(message).toMatch(/“\d+\.jpg” can't be read: .*stopped/);
      expect(advice).toBeDefined();
    }

    const second = await importFolder(page, pictures);
    expect(second.refused).toEqual([]);
    const photos = await listPhotos(page);
    expect(photos.map(({ fileName }) => fileName).sort()).toEqual(names.sort());
    const folders = (await readdir(join(data, 'photos'))).filter((name) => name !== '.incoming');
    expect(folders.sort()).toEqual(photos.map(({ id }) => id).sort());
    expect(await readdir(join(data, 'photos', '.incoming'))).toEqual([]);
    expect(await decodersInMain(electron), 'what opens files from outside').toEqual([]);
    expect(pageErrors).toEqual([]);
  });
});

/** Modules that decode pictures, as far as main has loaded them. */
const decodersInMain = (electron: ElectronApplication): Promise<readonly string[]> =>
  electron.evaluate(() => {
    const { _cache: loaded } = process.getBuiltinModule('node:module') as unknown as {
      readonly _cache: Readonly<Record<string, unknown>>;
    };
    return Object.keys(loaded).filter((path) => /[\\/](sharp|@img|heic-decode|libheif-js)[\\/]/.test(path));
  });

/** Ends a process, if it is still there. */
function signal(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'ESRCH') throw thrown;
  }
}

/** The dialog's list by file name: it shows only what is scrolled into view, so it is scrolled to its end. */
async function refusedFiles(
  page: Parameters<typeof saveScreenshot>[0],
): Promise<Readonly<Record<string, string>>> {
  const list = page.getByRole('group', { name: 'Refused files' });
  const found: Record<string, string> = {};
  const steps = await list.evaluate((element) => Math.ceil(element.scrollHeight / 100));
  for (let step = 0; step <= steps; step += 1) {
    await list.evaluate((element, top) => element.scrollTo({ top }), step * 100);
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
    for (const item of await list.getByRole('listitem').all()) {
      const name = await item.locator('strong').textContent();
      if (name !== null) found[name] = (await item.textContent()) ?? '';
    }
  }
  return found;
}
