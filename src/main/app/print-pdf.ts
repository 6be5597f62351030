import { BrowserWindow, session } from 'electron';

/** Where the page to print lives: an address that leads nowhere outside its own session. */
const SCHEME = 'macule-report';

/**
 * Prints a page of HTML as an A4 PDF in a window that is never shown, runs no script and reaches no network. The page
 * is never written to disk.
 * @param footer HTML at the foot of every page; Chromium fills `.pageNumber` and `.totalPages`.
 */
export async function printPdf(html: string, footer?: string): Promise<Uint8Array> {
  // In memory, and apart from the app's own.
  const alone = session.fromPartition(SCHEME);
  alone.protocol.handle(
    SCHEME,
    () => new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8' } }),
  );
  alone.webRequest.onBeforeRequest(({ url }, answer) =>
    answer({ cancel: !url.startsWith('data:') && !url.startsWith(`${SCHEME}:`) }),
  );
  const window = new BrowserWindow({
    show: false,
    webPreferences: { session: alone, javascript: false, sandbox: true, contextIsolation: true },
  });
  try {
    await window.loadURL(`${SCHEME}:page`);
    return await window.webContents.printToPDF({
      pageSize: 'A4',
      printBackground: true,
      preferCSSPageSize: true,
      ...(footer === undefined
        ? {}
        : { displayHeaderFooter: true, headerTemplate: '<span></span>', footerTemplate: footer }),
    });
  } finally {
    window.destroy();
    alone.protocol.unhandle(SCHEME);
  }
}
