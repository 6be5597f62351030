import { BrowserWindow, nativeTheme, screen, type Rectangle, type Session } from 'electron';
import type { WindowBounds } from '../data/repositories/window-bounds';
import { lockContents } from './lock-down';
import { visibleBounds } from './visible-bounds';

export interface WindowOptions {
  readonly session: Session;
  readonly preload: string;
  readonly title: string;
  readonly remembered: WindowBounds | null;
  readonly remember: (bounds: WindowBounds) => void;
  readonly log: (line: string) => void;
}

/** Creates the main window; it shows once its first picture is painted. The page is not loaded yet. */
export function createWindow(options: WindowOptions): BrowserWindow {
  const { session, preload, title, remembered, remember, log } = options;
  const areas = screen.getAllDisplays().map(({ workArea }) => workArea);
  const window = new BrowserWindow({
    ...visibleBounds(remembered, areas),
    minWidth: 960,
    minHeight: 600,
    show: false,
    title,
    // The page's own background, so that no white flash comes before it.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#1b1b1b' : '#f4f4f4',
    webPreferences: {
      session,
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      webSecurity: true,
      spellcheck: false,
      navigateOnDragDrop: false,
    },
  });
  if (remembered?.maximized) window.maximize();
  // The page has one title, whatever its data.
  window.on('page-title-updated', (event) => event.preventDefault());
  window.once('ready-to-show', () => window.show());
  window.on('close', () => remember(boundsOf(window)));
  lockContents(window.webContents, log);
  return window;
}

function boundsOf(window: BrowserWindow): WindowBounds {
  const bounds: Rectangle = window.getNormalBounds();
  return { ...bounds, maximized: window.isMaximized() };
}
