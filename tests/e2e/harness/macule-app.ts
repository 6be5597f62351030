import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
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
  readonly close: () => Promise<void>;
}

/**
 * Starts the app as a user would, with a data folder of its own.
 * @param args files and switches after the app's name.
 * @param variables of its environment, beside those of the tests.
 */
export async function startMacule(
  data: string,
  args: readonly string[] = [],
  variables: Readonly<Record<string, string>> = {},
): Promise<MaculeApp> {
  const electron = await launchMacule(data, args, variables);
  return readyApp(electron, await electron.firstWindow());
}

/** Starts the app and waits for nothing: a locked library shows another window first. */
export const launchMacule = (
  data: string,
  args: readonly string[] = [],
  variables: Readonly<Record<string, string>> = {},
): Promise<ElectronApplication> => launchUnprepared(data, ['--no-welcome', ...args], variables);

/** Starts the app as on its very first day: a new library is introduced. */
export const launchUnprepared = (
  data: string,
  args: readonly string[] = [],
  variables: Readonly<Record<string, string>> = {},
): Promise<ElectronApplication> => {
  const { executable, app, sandboxed } = environment;
  return _electron.launch({
    // As the app has it; Playwright would say “light”, whatever was chosen.
    colorScheme: null,
    executablePath: executable,
    args: [app, ...args],
    chromiumSandbox: sandboxed,
    env: { ...definedOnly(process.env), ...variables, MACULE_DATA: data },
  });
};

/** Waits for the app's own window. */
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
    .waitFor();
  return { electron, page, pageErrors, close: () => electron.close() };
}

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
