import { createWorkFolder } from './harness/work-folder';
import { describe, expect, test } from 'vitest';
import { dropFiles } from './harness/drop-files';
import { lesionMapSettled, startMacule } from './harness/macule-app';
import { savePhantom } from './harness/phantom-files';
import { listPhotos } from './harness/requests';
import { withMacule } from './harness/with-macule';

const SMALL = { width: 640, height: 480 } as const;

describe('a photo comes in', () => {
  test('by the command line, and is opened', async () => {
    const folder = await createWorkFolder();
    try {
      const { path, fileName } = await savePhantom(folder.pictures, 'front.jpg', { ...SMALL, seed: 1 });
      const { page, close } = await startMacule(folder.data, [path]);
      try {
        await lesionMapSettled(page);
        expect((await listPhotos(page)).map((photo) => photo.fileName)).toEqual([fileName]);
        expect(await page.getByRole('banner').textContent()).toContain(fileName);
      } finally {
        await close();
      }
    } finally {
      await folder.remove();
    }
  });

  test('by the file dialog', async () => {
    await withMacule(async ({ electron, page }, { pictures }) => {
      const left = await savePhantom(pictures, 'left.png', { ...SMALL, seed: 2 });
      const right = await savePhantom(pictures, 'right.webp', { ...SMALL, seed: 3 });
      await electron.evaluate(
        ({ dialog }, filePaths) => {
          dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths });
        },
        [left.path, right.path],
      );
      await page.getByRole('button', { name: 'Open photos' }).first().click();
      await lesionMapSettled(page);
      const names = (await listPhotos(page)).map((photo) => photo.fileName);
      expect([...names].sort()).toEqual(['left.png', 'right.webp']);
    });
  });

  test('by being dropped on the window, alone or as a folder; the page never learns a path', async () => {
    await withMacule(async ({ page }, { pictures }) => {
      await savePhantom(pictures, 'first.jpg', { ...SMALL, seed: 4 });
      await savePhantom(pictures, 'second.tiff', { ...SMALL, seed: 5 });
      await dropFiles(page, [pictures]);
      await lesionMapSettled(page);
      await expect.poll(async () => (await listPhotos(page)).length).toBe(2);
      const everything = JSON.stringify(await listPhotos(page)) + (await page.content());
      expect(everything).not.toContain(pictures);
    });
  });

  test('once only, and is still there at the next start', async () => {
    const folder = await createWorkFolder();
    try {
      const { path } = await savePhantom(folder.pictures, 'again.jpg', { ...SMALL, seed: 6 });
      for (const start of ['first', 'second']) {
        const { page, close } = await startMacule(folder.data, [path]);
        try {
          await lesionMapSettled(page);
          expect(await listPhotos(page), start).toHaveLength(1);
        } finally {
          await close();
        }
      }
    } finally {
      await folder.remove();
    }
  });
});
