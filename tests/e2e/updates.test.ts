import { existsSync, readdirSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication } from 'playwright-core';
import { expect, test } from 'vitest';
import { answerDialogs, clickMenu, menuIsChecked, shownDialogs } from './harness/answer-dialogs';
import { makeAppVersion } from './harness/app-version';
import { saveScreenshot, startMacule, type MaculeApp } from './harness/macule-app';
import { releaseServer, type ReleaseServer } from './harness/release-server';
import { createWorkFolder } from './harness/work-folder';

const DAILY = 'Look for new versions every day';
const NOW = 'Look for a new version…';
const NEW = 'Macule-2.0.0.AppImage';
const NOTES = '### Added\n\n- Finds **more**, see [the guide](guide.md).';

/** What is released: a program that leaves a mark where it lies, once it is installed, and is large enough to come in pieces. */
const RELEASE = Buffer.from(
  `#!/bin/sh\nprintf %s "$APPIMAGE_EXIT_AFTER_INSTALL" > "$(dirname "$0")/ran"\nexit 0\n${'#'.repeat(2 ** 20)}\n`,
);

interface Installed {
  readonly server: ReleaseServer;
  /** Folder of the AppImage in use. */
  readonly programs: string;
  /** Where electron-updater keeps what it has downloaded. */
  readonly cache: string;
  readonly start: () => Promise<MaculeApp>;
}

/**
 * Runs a test with Macule 1.0.0 as an AppImage would run it: electron-updater's part for AppImages is driven by the
 * variable that names the AppImage. All is real but the signature checks of Windows and macOS.
 */
async function withInstalled(use: (installed: Installed) => Promise<void>): Promise<void> {
  const folder = await createWorkFolder();
  const server = await releaseServer('2.0.0', NOTES, NEW, RELEASE);
  const [library, programs, cache] = ['library', 'programs', 'cache'].map((name) => join(folder.data, name));
  try {
    if (!library || !programs || !cache) throw new Error('unreachable');
    for (const path of [library, programs, cache]) await mkdir(path);
    const [app, old] = [join(folder.pictures, 'app'), join(programs, 'Macule-1.0.0.AppImage')];
    await writeFile(old, '#!/bin/sh\n', { mode: 0o755 });
    await makeAppVersion(app, { version: '1.0.0', updatesFrom: server.url });
    await folder.release();
    const variables = { APPIMAGE: old, XDG_CACHE_HOME: cache };
    await use({ server, programs, cache, start: () => startMacule(library, [], variables, app) });
  } finally {
    await server.close();
    await folder.remove();
  }
}

const lastMessage = async (electron: ElectronApplication): Promise<string | undefined> =>
  (await shownDialogs(electron)).at(-1)?.message;

/** Files that wait in a cache to be installed. */
const waiting = (cache: string): readonly string[] =>
  readdirSync(cache, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.AppImage'));

// Its own updater belongs to each system; that of Windows and macOS wants a signed, installed app.
test.runIf(process.platform === 'linux')(
  'a new version is looked for when somebody wants it, shown, declined, downloaded, and installed at the end',
  async () => {
    await withInstalled(async ({ server, programs, cache, start }) => {
      const first = await start();
      const { electron } = first;
      try {
        expect(await menuIsChecked(electron, DAILY)).toBe(false);
        expect(server.asked).toEqual([]);
        await answerDialogs(electron, 'Not now');
        expect(await clickMenu(electron, DAILY)).toBe(true);
        await expect.poll(() => lastMessage(electron)).toBe('Macule 2.0.0 is available.');
        expect(await shownDialogs(electron)).toEqual([
          {
            message: 'Macule 2.0.0 is available.',
            detail: expect.stringMatching(/^Added\n\n• Finds more, see the guide\.\n\nIt is downloaded now/),
            buttons: ['Download', 'Not now'],
          },
        ]);
        expect(server.asked).toHaveLength(1);
        expect(waiting(cache)).toEqual([]);

        // A window tells how far it is; the server keeps the end back until that was seen.
        server.deliver('slow');
        await answerDialogs(electron, 'Download');
        const opened = electron.waitForEvent('window');
        await clickMenu(electron, NOW);
        const notice = await opened;
        await notice
          .getByText(/^Downloading the new version: \d+ s left … Close this window to stop\.$/)
          .waitFor();
        expect(Number(await notice.locator('progress').getAttribute('value'))).toBeCloseTo(0.5, 1);
        await saveScreenshot(notice, 'update-download');
        expect(await shownDialogs(electron)).toHaveLength(2);
        const closed = notice.waitForEvent('close');
        server.rest();
        await closed;
        await expect.poll(() => lastMessage(electron)).toBe('The new version is ready.');
        expect(waiting(cache)).toHaveLength(1);
        expect(readdirSync(programs)).toEqual(['Macule-1.0.0.AppImage']);
      } finally {
        await first.close();
      }
      expect(readdirSync(programs).sort()).toEqual([NEW, 'ran']);
      expect((await readFile(join(programs, NEW))).equals(RELEASE)).toBe(true);
      expect(await readFile(join(programs, 'ran'), 'utf8')).toBe('true');
      expect(first.pageErrors).toEqual([]);

      const second = await start();
      try {
        expect(await menuIsChecked(second.electron, DAILY), 'is remembered').toBe(true);
      } finally {
        await second.close();
      }
    });
  },
);

test.runIf(process.platform === 'linux')(
  'a release that comes cut short is thrown away with a sentence, and nothing is installed',
  async () => {
    await withInstalled(async ({ server, programs, cache, start }) => {
      server.deliver('cut-short');
      const { electron, close } = await start();
      try {
        await answerDialogs(electron, 'Download');
        await clickMenu(electron, NOW);
        await expect.poll(() => shownDialogs(electron).then((shown) => shown.length)).toBe(2);
        const [offer, failure] = await shownDialogs(electron);
        expect(offer?.message).toBe('Macule 2.0.0 is available.');
        expect(failure).toEqual({
          message: 'The update that came is not the one that was published; it was thrown away.',
          detail: 'Try again later. Nothing was installed.',
          buttons: ['OK'],
        });
        expect(server.asked.filter((path) => path === `/${NEW}`).length).toBeGreaterThan(0);
        expect(electron.windows()).toHaveLength(1);
      } finally {
        await close();
      }
      expect(waiting(cache)).toEqual([]);
      expect(readdirSync(programs)).toEqual(['Macule-1.0.0.AppImage']);
      expect(existsSync(join(programs, 'ran'))).toBe(false);
    });
  },
);
