import type { BrowserWindow } from 'electron';

/** A page that ends more often than this within a minute is not loaded again. */
const LIMIT = 3;
const WINDOW_MS = 60_000;

/** Loads the page again after its process ended; everything it shows comes from main, so nothing is lost. */
export function recoverPage(window: BrowserWindow, now: () => number, log: (line: string) => void): void {
  let ends: readonly number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    log(`the page's process ended: ${reason}`);
    ends = [...ends.filter((end) => now() - end < WINDOW_MS), now()];
    if (reason !== 'clean-exit' && ends.length <= LIMIT) window.webContents.reload();
  });
}
