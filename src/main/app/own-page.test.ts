import { expect, it } from 'vitest';
import { isOwnAddress } from './own-page';
import { APP_PAGE } from './app-address';

it('knows the app’s own page from every other', () => {
  expect(isOwnAddress(`${APP_PAGE}#x`, APP_PAGE)).toBe(true);
  for (const foreign of [
    'app://other/index.html',
    'https://macule/index.html',
    'about:blank',
    'file:///index.html',
    '',
  ]) {
    expect(isOwnAddress(foreign, APP_PAGE)).toBe(false);
  }
});
