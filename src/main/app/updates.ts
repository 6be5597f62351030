import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserWindow } from 'electron';
import { toFailure } from '../../shared/errors';
import { orLog } from '../services/or-log';
import { chooseUpdates, mayLookForUpdates } from '../updates/update-choice';
import type { NewVersion, UpdateClient } from '../updates/update-client';
import { noticeWindow } from './notice-window';
import { askToUpdate, tellUpdateFailed, tellUpdateIsReady, tellUpToDate } from './update-dialogs';

/** Where electron-builder notes which server a package gets its updates from. */
const UPDATE_SOURCE_FILE = 'app-update.yml';
/** What electron-updater reads in its place where the app is no package: developers write it to see updates work. */
const DEVELOPMENT_SOURCE_FILE = 'dev-app-update.yml';
/** Time after a start until Macule looks for itself, and between two looks, milliseconds. */
const FIRST_LOOK_MS = 60_000;
const NEXT_LOOK_MS = 24 * 3_600_000;

export interface UpdateOptions {
  readonly window: BrowserWindow;
  readonly dataFolder: string;
  /** Whether this is a package: it gets updates from where it was told when it was made, and from nowhere else. */
  readonly isPackaged: boolean;
  /** Folder of files that ship beside the app, in a package. */
  readonly resourcesFolder: string;
  /** Folder of the app's package.json. */
  readonly appFolder: string;
  readonly version: string;
  readonly log: (line: string) => void;
}

/** What the menu offers. */
export interface UpdateActions {
  /** Whether Macule looks for new versions by itself. */
  readonly on: boolean;
  readonly turn: (on: boolean) => void;
  /** Looks now, and says what came of it. */
  readonly look: () => void;
}

/**
 * New versions, for builds that know where to get them from. Nothing is asked of any server before somebody has
 * wanted it, and nothing is downloaded before somebody has seen what is new.
 * @returns null where this build gets no updates.
 */
export function startUpdates(options: UpdateOptions): UpdateActions | null {
  const { window, dataFolder, isPackaged, resourcesFolder, appFolder, version, log } = options;
  const source = isPackaged
    ? join(resourcesFolder, UPDATE_SOURCE_FILE)
    : join(appFolder, DEVELOPMENT_SOURCE_FILE);
  if (!existsSync(source)) return null;
  let client: UpdateClient | null = null;
  let busy = false;
  let declined: string | null = null;

  const install = async (updates: UpdateClient): Promise<void> => {
    const stop = new AbortController();
    const close = (): void => stop.abort();
    window.once('closed', close);
    const notice = noticeWindow('Macule – Update', log);
    notice.onClosed(close);
    notice.say('Downloading the new version …', 0);
    const began = performance.now();
    try {
      await updates.download((share) => {
        window.setProgressBar(share);
        notice.say(downloadWords(share, performance.now() - began), share);
      }, stop.signal);
      notice.close();
      await tellUpdateIsReady(window);
    } finally {
      notice.close();
      window.off('closed', close);
      if (!window.isDestroyed()) window.setProgressBar(-1);
    }
  };
  const offer = async (updates: UpdateClient, found: NewVersion, asked: boolean): Promise<void> => {
    if (!asked && declined === found.version) return;
    if (await askToUpdate(window, found)) await install(updates);
    else declined = found.version;
  };
  const look = async (asked: boolean): Promise<void> => {
    if (busy) return;
    busy = true;
    try {
      client ??= await openClient(isPackaged);
      const found = await client.look();
      if (found) await offer(client, found, asked);
      else if (asked) await tellUpToDate(window, version);
    } catch (thrown) {
      const failure = toFailure(thrown);
      log(`looking for updates failed: ${failure.message}`);
      // Whoever stopped the download knows.
      if (asked && failure.kind !== 'cancelled' && !window.isDestroyed())
        await tellUpdateFailed(window, failure);
    } finally {
      busy = false;
    }
  };

  let timer: NodeJS.Timeout | undefined;
  const wait = (delay: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      void look(false);
      wait(NEXT_LOOK_MS);
    }, delay);
  };
  const on = mayLookForUpdates(dataFolder);
  if (on) wait(FIRST_LOOK_MS);
  window.once('closed', () => clearTimeout(timer));
  return {
    on,
    turn: (wanted) => {
      orLog(log, 'the choice about updates was not kept', () => chooseUpdates(dataFolder, wanted));
      log(`looking for updates was turned ${wanted ? 'on' : 'off'}`);
      if (wanted) wait(0);
      else clearTimeout(timer);
    },
    look: () => void look(true),
  };
}

/** Share that has to be there before a time left is worth showing. */
const ENOUGH = 0.05;

/** How far a download is; whoever closes its window stops it. */
function downloadWords(share: number, elapsedMs: number): string {
  const left = share < ENOUGH ? null : Math.ceil(((elapsedMs / share) * (1 - share)) / 1_000);
  return `Downloading the new version${left === null ? '' : `: ${left} s left`} … Close this window to stop.`;
}

/** What updates need is loaded by those who want them. */
async function openClient(isPackaged: boolean): Promise<UpdateClient> {
  const [{ UpdateClient }, { default: updater }] = await Promise.all([
    import('../updates/update-client'),
    import('electron-updater'),
  ]);
  updater.autoUpdater.forceDevUpdateConfig = !isPackaged;
  return new UpdateClient(updater.autoUpdater);
}
