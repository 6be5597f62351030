import { protocol } from 'electron';
import { PHOTO_SCHEME } from '../../shared/photo/renditions';

/** Scheme and host of the app's own page. */
export const APP_SCHEME = 'app';
export const APP_HOST = 'macule';
export const APP_PAGE = `${APP_SCHEME}://${APP_HOST}/index.html`;

/** Must run before Electron is ready. */
export function registerSchemes(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
    {
      scheme: PHOTO_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true, stream: true },
    },
  ]);
}
