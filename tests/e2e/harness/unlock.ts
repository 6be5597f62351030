import type { ElectronApplication, Page } from 'playwright-core';

const isUnlock = (page: Page): boolean => page.url().endsWith('unlock.html');

/** The window that unlocks, as soon as it is there. */
export async function unlockWindow(electron: ElectronApplication): Promise<Page> {
  const page = electron.windows().find(isUnlock) ?? (await electron.waitForEvent('window', isUnlock));
  await page.getByLabel('Passphrase', { exact: true }).waitFor();
  return page;
}

export async function mainWindow(electron: ElectronApplication): Promise<Page> {
  const isMain = (page: Page): boolean => page.url().endsWith('index.html');
  return electron.windows().find(isMain) ?? electron.waitForEvent('window', isMain);
}

export async function unlock(
  electron: ElectronApplication,
  passphrase: string,
  name?: string,
): Promise<void> {
  const page = await unlockWindow(electron);
  if (name !== undefined) await page.getByLabel('Name').selectOption({ label: name });
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await submitLast(page);
}

/** Presses Enter in a window that closes by it, perhaps before the press is over. */
export const submitLast = (page: Page): Promise<unknown> =>
  Promise.all([page.waitForEvent('close'), page.keyboard.press('Enter').catch(() => undefined)]);
