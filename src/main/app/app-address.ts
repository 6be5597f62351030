/** Scheme and host of the app's own page. */
export const APP_SCHEME = 'app';
export const APP_HOST = 'macule';
export const APP_PAGE = `${APP_SCHEME}://${APP_HOST}/index.html`;
