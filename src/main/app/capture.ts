import { setTimeout as delay } from 'node:timers/promises';
import type { BrowserWindow } from 'electron';
import { photoUrl } from '../../shared/photo/renditions';
import { writeAtomically } from '../vault/write-atomically';

export interface CaptureOptions {
  /** PNG file to write. */
  readonly file: string;
  /** The photo whose lesion map has to be up; null where no photo could be opened. */
  readonly photoId: string | null;
  /** Milliseconds after which waiting is an error. */
  readonly limit: number;
  readonly now: () => number;
}

const POLL_MS = 100;

/**
 * Waits until the window shows a photo's finished lesion map, then saves what it shows.
 * @throws Error with a sentence for the reader where that takes longer than the limit.
 */
export async function captureWindow(window: BrowserWindow, options: CaptureOptions): Promise<void> {
  const { file, photoId, limit, now } = options;
  const { webContents: contents } = window;
  const deadline = now() + limit;
  const shown = photoId === null ? `document.readyState === 'complete'` : mapIsShown(photoId);
  while (contents.isLoading() || !(await contents.executeJavaScript(shown))) {
    if (now() > deadline) {
      throw new Error(
        `The lesion map was not ready after ${Math.round(limit / 1_000)} s; nothing was saved.`,
      );
    }
    await delay(POLL_MS);
  }
  await contents.executeJavaScript(TWO_FRAMES);
  const picture = await contents.capturePage();
  if (picture.isEmpty()) throw new Error('The window could not be captured; nothing was saved.');
  await writeAtomically(file, picture.toPNG());
}

/** The page says that it is at rest, and the photo's own picture is part of it. */
const mapIsShown = (photoId: string): string =>
  `document.documentElement.dataset.captureReady === 'true' && ` +
  `document.querySelector('img[src="${photoUrl(photoId, 'screen')}"]')?.complete === true`;

/** Resolves once what is in the document has been painted. */
const TWO_FRAMES =
  'new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(true))))';
