import { app, type Session, type WebContents } from 'electron';
import { PHOTO_SCHEME } from '../../shared/photo/renditions';
import { APP_SCHEME } from './app-address';

/** Schemes a page may load from: its own files, photos, and what it makes itself. */
const ALLOWED = new Set([`${APP_SCHEME}:`, `${PHOTO_SCHEME}:`, 'blob:', 'data:', 'devtools:']);

/**
 * Keeps Chromium from fetching dictionaries: it looks for one on its maker's server as soon as a session is there,
 * whatever windows say of spelling, past everything else that sessions refuse. Must run before Electron is ready.
 */
export function fetchNoDictionaries(): void {
  app.on('session-created', (session) => {
    session.setSpellCheckerLanguages([]);
    session.setSpellCheckerEnabled(false);
  });
}

/**
 * Denies a session every permission and every address outside the app. Macule works without a network, so
 * nothing it shows can reach one.
 * @param developmentOrigin of the dev server, the one exception; null in a built app.
 */
export function lockSession(session: Session, developmentOrigin: string | null): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    const { protocol, host } = new URL(url);
    const isDevelopment = developmentOrigin !== null && host === new URL(developmentOrigin).host;
    answer({ cancel: !ALLOWED.has(protocol) && !isDevelopment });
  });
  session.on('will-download', (event) => event.preventDefault());
}

/** Keeps a window on the app's own page: no navigation, no other window, no embedded page. */
export function lockContents(contents: WebContents, log: (line: string) => void): void {
  const refuse = (event: { preventDefault(): void }): void => {
    event.preventDefault();
    log('a navigation away from the app was refused');
  };
  contents.on('will-navigate', refuse);
  contents.on('will-redirect', refuse);
  contents.on('will-attach-webview', refuse);
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
