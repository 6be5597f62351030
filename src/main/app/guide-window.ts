import { join } from 'node:path';
import { BrowserWindow, nativeTheme, session } from 'electron';
import { APP_HOST, APP_SCHEME } from './app-address';
import { lockContents, lockSession } from './lock-down';
import { servePage } from './page-protocol';

const SESSION = 'macule-guide';
const PAGE = `${APP_SCHEME}://${APP_HOST}/guide.html`;

/**
 * Shows the user guide in a window of its own that runs no script and can ask for nothing; the one that is there already
 * comes up.
 * @param builtFolder of the main process; `renderer` lies beside it.
 * @param log told about addresses that were refused.
 */
export function guideWindow(builtFolder: string, log: (line: string) => void): () => void {
  let shown: BrowserWindow | null = null;
  return () => {
    if (shown !== null) return shown.focus();
    const own = session.fromPartition(SESSION);
    lockSession(own, null);
    if (!own.protocol.isProtocolHandled(APP_SCHEME))
      own.protocol.handle(APP_SCHEME, servePage(join(builtFolder, '../renderer')));
    const window = new BrowserWindow({
      ...{ width: 960, height: 800, title: 'Macule – Guide', autoHideMenuBar: true },
      backgroundColor: nativeTheme.shouldUseDarkColors ? '#1b1b1b' : '#f4f4f4',
      webPreferences: { session: own, javascript: false, sandbox: true, contextIsolation: true },
    });
    shown = window;
    window.once('closed', () => {
      shown = null;
    });
    lockContents(window.webContents, log);
    window.loadURL(PAGE).catch((thrown: unknown) => log(`the guide was not shown: ${String(thrown)}`));
  };
}
