import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import { APP_PAGE } from '../../../src/main/app/app-address';
import type { MaculeApi } from '../../../src/shared/ipc/contract';
import { environment } from './environment';

declare global {
  interface Window {
    readonly macule: MaculeApi<File>;
  }
}

/** The built app, running. */
export interface MaculeApp {
  readonly electron: ElectronApplication;
  readonly page: Page;
  /** Everything the page reported as an error. */
  readonly pageErrors: readonly string[];
  /** Also sees to it that no page wanted what its content policy refuses, inline styles among it. */
  readonly close: () => Promise<void>;
}

/**
 * Starts the app as a user would, with a data folder of its own.
 * @param args files and switches after the app's name.
 * @param variables of its environment, beside those of the tests.
 * @param app folder of its package.json; the repository's where none is named.
 */
export async function startMacule(
  data: string,
  args: readonly string[] = [],
  variables: Readonly<Record<string, string>> = {},
  app?: string,
): Promise<MaculeApp> {
  const electron = await launchMacule(data, args, variables, app);
  return readyApp(electron, await appWindow(electron));
}

/** What pages tried to do against their content policy, as Chromium reports it, for each app. */
const refusedByPolicy = new WeakMap<ElectronApplication, string[]>();

/** Starts the app and waits for nothing: a locked library shows another window first. */
export const launchMacule = (
  data: string,
  args: readonly string[] = [],
  variables: Readonly<Record<string, string>> = {},
  app?: string,
): Promise<ElectronApplication> => launchUnprepared(data, ['--no-welcome', ...args], variables, app);

/** Starts the app as on its very first day: a new library is introduced. */
export async function launchUnprepared(
  data: string,
  args: readonly string[] = [],
  variables: Readonly<Record<string, string>> = {},
  app = environment.app,
): Promise<ElectronApplication> {
  const { executable, sandboxed } = environment;
  const electron = await _electron.launch({
    // As the app has it; Playwright would say “light”, whatever was chosen.
    colorScheme: null,
    executablePath: executable,
    args: [app, ...args],
    chromiumSandbox: sandboxed,
    env: { ...definedOnly(process.env), ...variables, MACULE_DATA: data },
  });
  const refused: string[] = [];
  refusedByPolicy.set(electron, refused);
  electron.context().on('console', (message) => {
    if (message.text().includes('Content Security Policy')) refused.push(message.text());
  });
  return electron;
}

/** Waits for the app's own window: what takes long at the start is told in another one. */
const appWindow = (electron: ElectronApplication): Promise<Page> =>
  vi.waitFor(
    () => {
      const own = electron.windows().find((page) => page.url() === APP_PAGE);
      if (!own) throw new Error('The app has no window of its own.');
      return own;
    },
    { timeout: 120_000, interval: 50 },
  );

/** Waits until the app's own window is drawn and listens. */
export async function readyApp(electron: ElectronApplication, page: Page): Promise<MaculeApp> {
  const pageErrors: string[] = [];
  page.on('pageerror', (error) => pageErrors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') pageErrors.push(message.text());
  });
  // From here on the page listens, to drops too.
  await page
    .getByRole('contentinfo')
    .getByText(/^Macule \d/)
    .waitFor({ timeout: 120_000 });
  return {
    ...{ electron, page, pageErrors },
    close: async () => {
      await electron.close();
      expect(refusedOf(electron), 'refused by the content policy').toEqual([]);
    },
  };
}

/** What the policy has refused so far; a test that provokes it takes it away. */
export const refusedOf = (electron: ElectronApplication): string[] => refusedByPolicy.get(electron) ?? [];

/** Saves what the window shows under `tests/artifacts/`. */
export async function saveScreenshot(page: Page, name: string): Promise<void> {
  await mkdir(environment.artifacts, { recursive: true });
  // Hiding the caret would take a `<style>`, which the page's content policy refuses.
  await page.screenshot({ path: join(environment.artifacts, `${name}.png`), caret: 'initial' });
}

/** Resolves once the open photo's lesion map is final: the same sign that `--capture` waits for. */
export async function lesionMapSettled(page: Page): Promise<void> {
  await page.waitForFunction(() => document.documentElement.dataset['captureReady'] === 'true', null, {
    timeout: 120_000,
  });
}

const definedOnly = (env: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
