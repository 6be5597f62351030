import { join } from 'node:path';
import { BrowserWindow, ipcMain, nativeTheme, session } from 'electron';
import { WHILE_LOCKED } from '../../shared/access/request-access';
import { handleFrom } from '../ipc/handle';
import { handleUnlock } from '../ipc/library';
import type { UnlockDesk } from '../services/access/unlock-desk';
import { APP_HOST, APP_SCHEME } from './app-address';
import { lockContents, lockSession } from './lock-down';
import { isOwnAddress } from './own-page';
import { servePage } from './page-protocol';

const SESSION = 'macule-unlock';
const PAGE = `${APP_SCHEME}://${APP_HOST}/unlock.html`;

export interface UnlockWindowOptions {
  /** Folder of the built main process; `preload` and `renderer` lie beside it. */
  readonly builtFolder: string;
  readonly log: (line: string) => void;
}

/** The window in which a locked library is opened. Its page can ask for nothing else. */
export interface UnlockWindow {
  /** Before all others, also where it was minimised. */
  bringUp(): void;
  close(): void;
}

/**
 * Shows the window that unlocks.
 * @param onGivenUp called where it is closed unopened.
 */
export async function openUnlockWindow(
  { builtFolder, log }: UnlockWindowOptions,
  desk: UnlockDesk,
  onGivenUp: () => void,
): Promise<UnlockWindow> {
  const own = session.fromPartition(SESSION);
  lockSession(own, null);
  if (!own.protocol.isProtocolHandled(APP_SCHEME))
    own.protocol.handle(APP_SCHEME, servePage(join(builtFolder, '../renderer')));
  const window = new BrowserWindow({
    ...{ width: 480, height: 560, resizable: true, maximizable: false, fullscreenable: false },
    ...{ title: 'Macule – Locked', autoHideMenuBar: true, show: false },
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#1b1b1b' : '#f4f4f4',
    webPreferences: {
      ...{ session: own, preload: join(builtFolder, '../preload/index.cjs') },
      ...{ contextIsolation: true, sandbox: true, nodeIntegration: false, webviewTag: false },
      ...{ webSecurity: true, spellcheck: false, navigateOnDragDrop: false },
    },
  });
  window.on('page-title-updated', (event) => event.preventDefault());
  window.once('ready-to-show', () => window.show());
  lockContents(window.webContents, log);
  const { webContents: contents } = window;
  for (const name of WHILE_LOCKED) ipcMain.removeHandler(name);
  handleUnlock(
    handleFrom(
      ({ senderFrame }) => senderFrame === contents.mainFrame && isOwnAddress(senderFrame.url, PAGE),
      log,
    ),
    desk,
  );
  let closing = false;
  window.once('closed', () => {
    if (!closing) onGivenUp();
  });
  await window.loadURL(PAGE);
  return {
    bringUp: () => {
      if (window.isDestroyed()) return;
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
    close: () => {
      closing = true;
      if (!window.isDestroyed()) window.destroy();
    },
  };
}
