import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BrowserWindow, session } from 'electron';

/**
 * Prints a page of HTML as an A4 PDF in a window that is never shown, runs no script and reaches no network.
 * @param folder for a file that lives as long as the printing: pictures make addresses too long to load.
 */
export async function printPdf(html: string, folder: string): Promise<Uint8Array> {
  const own = await mkdtemp(join(folder, 'report-'));
  const file = join(own, 'report.html');
  // A session of its own in memory, gone with the window.
  const alone = session.fromPartition(`report-${randomUUID()}`);
  alone.webRequest.onBeforeRequest(({ url }, answer) =>
    answer({ cancel: !url.startsWith('data:') && !url.startsWith('file:') }),
  );
  const window = new BrowserWindow({
    show: false,
    webPreferences: { session: alone, javascript: false, sandbox: true, contextIsolation: true },
  });
  try {
    await writeFile(file, html, { mode: 0o600 });
    await window.loadFile(file);
    return await window.webContents.printToPDF({
      pageSize: 'A4',
      printBackground: true,
      preferCSSPageSize: true,
    });
  } finally {
    window.destroy();
    await rm(own, { recursive: true, force: true });
  }
}
