#!/usr/bin/env node
import { chmodSync, lchownSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { join } from 'node:path';
import { _electron } from 'playwright-core';
import sharp from 'sharp';
import { giveDisplayTo, hasDisplay, startVirtualDisplay } from './bootstrap/display.mjs';
import { BootstrapFailure, runCommand } from './bootstrap/failure.mjs';
import { repository } from './bootstrap/folders.mjs';
import { prepareTests } from './bootstrap/prepare.mjs';
import { lastLines, run } from './bootstrap/run.mjs';
import { say } from './bootstrap/say.mjs';
import { appUser } from './testing/app-user.mjs';

/** @typedef {import('playwright-core').Page} Page */

const SIZE = { width: 1280, height: 800 };
const QUALITY = 84;
const folder = join(repository, 'docs/guide');
/** Longest wait for anything in a picture, milliseconds: analyses of photos are among it. */
const LIMIT_MS = 240_000;
/** How often it is looked whether photos are analysed, milliseconds. */
const LOOK_MS = 1_000;

/**
 * `npm run guide:pictures [-- demo/]`: makes the pictures of the guide and the README anew, from the rendered patients of a
 * demo (of one that is there, or a new one) in the real app.
 */
await runCommand(async () => {
  const runtime = await prepareTests();
  const user = await appUser(runtime.executable);
  const display = hasDisplay() ? undefined : await startVirtualDisplay({ lasting: true });
  if (display !== undefined && user.uid !== null) giveDisplayTo(display, user.uid);
  const work = mkdtempSync(join(tmpdir(), 'macule-guide-'));
  chmodSync(work, 0o755);
  try {
    const demo = process.argv[2] ?? (await makeDemo(join(work, 'demo')));
    const fresh = join(work, 'fresh');
    mkdirSync(fresh);
    const { uid } = user;
    if (uid !== null) for (const library of [fresh, demo]) giveTo(uid, library);
    const open = async (/** @type {string} */ data, /** @type {string[]} */ args) => {
      const electron = await _electron.launch({
        ...{ colorScheme: null, executablePath: user.executable, chromiumSandbox: user.sandboxed },
        ...{
          args: [user.app, ...args],
          env: { ...definedOnly(process.env), ...display?.env, MACULE_DATA: data },
        },
      });
      const page = await electron.firstWindow();
      page.setDefaultTimeout(LIMIT_MS);
      await electron.evaluate(({ BrowserWindow, nativeTheme }, { width, height }) => {
        nativeTheme.themeSource = 'light';
        BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
      }, SIZE);
      return { electron, page };
    };
    const first = await open(fresh, []);
    await welcome(first.page);
    await first.electron.close();
    const clinic = await open(demo, ['--demo']);
    await clinicPictures(clinic.page);
    await clinic.electron.close();
  } finally {
    display?.stop();
    user.dispose();
    rmSync(work, { recursive: true, force: true, maxRetries: 5 });
  }
  say(`the pictures are in docs/guide: ${readdirSync(folder).join(', ')}. Look at each.`);
  return 0;
});

/** @param {string} library */
async function makeDemo(library) {
  const cli = join(repository, 'out/main/cli.js');
  const made = await run(process.execPath, [cli, 'demo', '--library', library, '--patients', '2']);
  if (!made.ok) throw new BootstrapFailure('the demo was not made:', lastLines(made.output));
  return library;
}

/** @param {Page} page */
async function welcome(page) {
  await page.getByRole('heading', { name: 'Welcome to Macule' }).waitFor();
  // The real folder would name this computer.
  await page.locator('code').evaluate((code) => {
    code.textContent = '/home/clinic/.config/macule';
  });
  await save(page, 'welcome');
}

/** @param {Page} page */
async function clinicPictures(page) {
  await page
    .getByRole('contentinfo')
    .getByText(/^Macule \d/)
    .waitFor();
  await page.getByRole('contentinfo').getByText('Engine starting…').waitFor({ state: 'detached' });
  await page.keyboard.press('p');
  await page
    .locator('[data-region="patients"]')
    .getByRole('button', { name: /^Demo, Bruno/ })
    .click();
  await page.getByRole('heading', { name: 'Demo, Bruno' }).waitFor();
  // Every photo of the demo is analysed before a course can be shown.
  while (!(await allAnalysed(page))) await delay(LOOK_MS);
  await save(page, 'patient');
  await page
    .getByRole('button', { name: /^Frontal/ })
    .first()
    .click();
  await page.waitForFunction(
    () => /** @type {any} */ (globalThis).document.documentElement.dataset.captureReady === 'true',
  );
  await save(page, 'lesion-map');
  await page.keyboard.press('m');
  await page.getByRole('list', { name: 'Fates' }).waitFor();
  await save(page, 'compare');
  await page.keyboard.press('t');
  await page.getByRole('button', { name: 'Teach it your patients' }).click();
  await page.getByRole('heading', { name: 'Teach it your patients' }).waitFor();
  await save(page, 'training');
  await page.keyboard.press('t');
  await page.getByRole('button', { name: /Not protected|Protected/ }).click();
  await page.getByRole('dialog').waitFor();
  await save(page, 'protection');
}

/**
 * @param {Page} page
 * @returns {Promise<boolean>}
 */
function allAnalysed(page) {
  return page.evaluate(async () => {
    const { macule } = /** @type {any} */ (globalThis);
    const answer = await macule.request('photos:page', { offset: 0, limit: 100, order: 'newest' });
    return answer.value.rows.every(
      (/** @type {any} */ { photo }) => !photo || photo.analysis.state === 'done',
    );
  });
}

/**
 * @param {Page} page
 * @param {string} name
 */
async function save(page, name) {
  // Pictures that come late belong to it.
  await page.waitForFunction(() =>
    [.../** @type {any} */ (globalThis).document.images].every(({ complete }) => complete),
  );
  const png = await page.screenshot();
  await sharp(png)
    .webp({ quality: QUALITY })
    .toFile(join(folder, `${name}.webp`));
}

/**
 * @param {number} uid
 * @param {string} root
 */
function giveTo(uid, root) {
  for (const entry of readdirSync(root, { recursive: true, encoding: 'utf8' }))
    lchownSync(join(root, entry), uid, uid);
  lchownSync(root, uid, uid);
}

/** @param {NodeJS.ProcessEnv} env */
function definedOnly(env) {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
