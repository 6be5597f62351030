import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { verifyBackup, type BackupVerdict } from '../../src/main/data/backup/restore';
import { openBySecret } from '../../src/main/data/open-by-secret';
import { makeDemo } from '../../src/main/demo/make-demo';
import { MaculeError } from '../../src/shared/errors';
import { importFiles } from './harness/import-files';
import { chance, KillMoments, KILLS_OF, LIMIT_MS } from './harness/kill-drill';
import { launchMacule, readyApp, type MaculeApp } from './harness/macule-app';
import { savePhantom } from './harness/phantom-files';
import { ask } from './harness/requests';
import { mainWindow, unlock } from './harness/unlock';
import { createWorkFolder } from './harness/work-folder';

const PASSPHRASE = 'seven purple bicycles sleep';
const KINDS = ['backup'] as const;

/** A backup's verdict, or null where none was ever finished. */
const verdictOf = (file: string): Promise<BackupVerdict | null> =>
  verifyBackup({ file, secret: PASSPHRASE }).catch((thrown: unknown) => {
    if (thrown instanceof MaculeError && /never finished|no such backup|no backup/.test(thrown.message))
      return null;
    throw thrown;
  });

async function startUnlocked(data: string, file: string): Promise<MaculeApp> {
  const electron = await launchMacule(data);
  await unlock(electron, PASSPHRASE);
  const app = await readyApp(electron, await mainWindow(electron));
  await electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    dialog.showMessageBox = () => Promise.resolve({ response: 1, checkboxChecked: false });
  }, file);
  return app;
}

/** Begins a backup, with a new place for it where there was none. */
async function beginBackup(page: Page): Promise<void> {
  const state = await ask(page, 'backup:state', {});
  if (state.fileName === null) await ask(page, 'backup:choose', {});
  await ask(page, 'backup:run', {});
}

/** Looks until the backup has ended, or the app. @returns how it ended; tells whether it still runs meanwhile. */
async function ended(page: Page, onLook: (running: boolean) => void): Promise<string | null> {
  for (;;) {
    const state = await ask(page, 'backup:state', {});
    onLook(state.running !== null);
    if (state.running === null) return state.failure?.message ?? null;
    await wait(5);
  }
}

test(
  'killed while it backs up, the app leaves the backup of before whole, and the next one goes on',
  async () => {
    const folder = await createWorkFolder();
    const [data, file] = [join(folder.data, 'library'), join(folder.data, 'clinic.macule-backup')];
    const moments = new KillMoments('backups');
    try {
      const administrator = { name: 'Dr. Keeper', passphrase: PASSPHRASE };
      await makeDemo(data, { today: '2026-03-01', patients: 2, administrator });
      await folder.release();
      let finished: BackupVerdict | null = null;
      let longest = 0;
      // The first backup and the last one are left to their end: the first shows how long one takes.
      for (let kill = -1; kill <= KILLS_OF.backups; kill += 1) {
        const { page, electron, close } = await startUnlocked(data, file);
        await ask(page, 'library:lock-after', { minutes: null });
        // So that each backup has pictures to add.
        const picture = { width: 640, height: 480, seed: kill + 1 };
        await importFiles(page, [(await savePhantom(folder.pictures, `backup-${kill}.jpg`, picture)).path]);
        const from = performance.now();
        await beginBackup(page);
        if (kill < 0 || kill === KILLS_OF.backups) {
          expect(await ended(page, () => undefined)).toBeNull();
          longest = performance.now() - from;
          await close();
          finished = await verdictOf(file);
          expect(finished).toMatchObject({ photos: (await photosOf(data)).length });
          continue;
        }
        let running = true;
        const looking = ended(page, (now) => void (running = now)).catch(() => undefined);
        await wait(chance() * longest);
        moments.met(running ? ['backup'] : ['after the backup']);
        electron.process().kill('SIGKILL');
        await looking;
        const verdict = await verdictOf(file);
        expect(verdict?.photos ?? 0, 'what was finished before').toBeGreaterThanOrEqual(
          finished?.photos ?? 0,
        );
        finished = verdict;
      }
      expect(
        (await readdir(folder.data)).filter((name) => name.includes('.partial')),
        'copies of the database',
      ).toEqual([]);
      expect(moments.missing(KINDS), moments.toString()).toEqual([]);
    } finally {
      await folder.remove();
    }
  },
  LIMIT_MS,
);

async function photosOf(library: string): Promise<readonly unknown[]> {
  const { database } = await openBySecret(library, PASSPHRASE);
  try {
    return database.all('SELECT id FROM photos');
  } finally {
    database.close();
  }
}
