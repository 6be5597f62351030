import { BrowserWindow, nativeTheme, session } from 'electron';
import { styleSource } from '../services/report/style-source';
import { lockContents } from './lock-down';

/** A small window for what takes a while before the app itself can be shown. */
export interface NoticeWindow {
  /** @param share of the work that is done, 0–1. */
  say(sentence: string, share: number): void;
  /** Called where its reader closes it. */
  onClosed(then: () => void): void;
  close(): void;
}

const STYLE =
  ':root{color-scheme:light dark}body{margin:0;padding:0 24px;box-sizing:border-box;height:100vh;display:grid;place-content:center;background:Canvas;' +
  'color:CanvasText;font:16px system-ui,sans-serif}progress{width:320px;margin:16px 0}small{font-size:13px}';

const POLICY = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${styleSource(STYLE)}">`;

/**
 * @param log told about addresses that were refused.
 * @param note shown below for as long as the window is there.
 */
export function noticeWindow(title: string, log: (line: string) => void, note = ''): NoticeWindow {
  const window = new BrowserWindow({
    ...{ width: 460, height: 180, resizable: false, maximizable: false, fullscreenable: false },
    ...{
      title,
      backgroundColor: nativeTheme.shouldUseDarkColors ? '#121212' : '#ffffff',
      autoHideMenuBar: true,
    },
    webPreferences: {
      ...{ session: session.fromPartition('macule-notice'), javascript: false },
      ...{ sandbox: true, contextIsolation: true },
    },
  });
  lockContents(window.webContents, log);
  window.on('page-title-updated', (event) => event.preventDefault());
  return {
    say: (sentence, share) => {
      if (window.isDestroyed()) return;
      window.setProgressBar(share);
      // Nothing of this comes from a person or a file.
      const page = `<!doctype html>${POLICY}<style>${STYLE}</style><div role="status">${sentence}<br><progress value="${share}"></progress></div><small>${note}</small>`;
      // A page that is replaced before it was shown is no failure.
      window.loadURL(`data:text/html;charset=utf-8,${encodeURIComponent(page)}`).catch(() => undefined);
    },
    onClosed: (then) => {
      window.once('close', then);
    },
    close: () => {
      // Closes no other way: nobody is told.
      if (!window.isDestroyed()) window.destroy();
    },
  };
}

/** Work that is over sooner needs no window, milliseconds. */
const SOON_MS = 500;

/** A notice that is shown only once the work has taken a moment: before, what is said goes nowhere. */
export function lateNotice(log: (line: string) => void, note = ''): NoticeWindow {
  const began = performance.now();
  const onClosed: (() => void)[] = [];
  let notice: NoticeWindow | null = null;
  const open = (): NoticeWindow => {
    const opened = noticeWindow('Macule', log, note);
    for (const then of onClosed) opened.onClosed(then);
    return opened;
  };
  return {
    say: (sentence, share) => {
      if (performance.now() - began < SOON_MS) return;
      notice ??= open();
      notice.say(sentence, share);
    },
    onClosed: (then) => {
      onClosed.push(then);
      notice?.onClosed(then);
    },
    close: () => notice?.close(),
  };
}
