#!/usr/bin/env node
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BootstrapFailure, runCommand } from './bootstrap/failure.mjs';
import { prepareTests } from './bootstrap/prepare.mjs';
import { lastLines, run } from './bootstrap/run.mjs';
import { say } from './bootstrap/say.mjs';
import { distFolder } from './dist/builder.mjs';
import { checkFuses, recorded } from './dist/check-package.mjs';
import { expectations } from './dist/expectations.mjs';
import { renderedPhoto } from './dist/rendered-photo.mjs';

/** Where electron-builder leaves the app of this system, and the file of it that holds the fuses. */
const APPS = /** @type {Readonly<Record<string, {executable: string, fuses: string}>>} */ ({
  'win32-x64': { executable: 'win-unpacked/Macule.exe', fuses: 'win-unpacked/Macule.exe' },
  'win32-arm64': { executable: 'win-arm64-unpacked/Macule.exe', fuses: 'win-arm64-unpacked/Macule.exe' },
  'darwin-arm64': {
    executable: 'mac-arm64/Macule.app/Contents/MacOS/Macule',
    fuses: 'mac-arm64/Macule.app/Contents/Frameworks/Electron Framework.framework/Electron Framework',
  },
});
const LIMIT_MS = 300_000;
const SMALLEST_PICTURE = 50_000;

/**
 * `npm run dist:smoke`: starts the packaged app of Windows or macOS from dist/, has it analyse a rendered photo, and
 * looks at what it recorded.
 */
await runCommand(async () => {
  const app = APPS[`${process.platform}-${process.arch}`];
  if (app === undefined)
    throw new BootstrapFailure('There is no package to try here.', 'On Linux: npm run dist:check');
  await prepareTests();
  const work = mkdtempSync(join(tmpdir(), 'macule-smoke-'));
  const { expect, unmet } = expectations();
  try {
    checkFuses(join(distFolder, app.fuses), expect);
    const photo = await renderedPhoto(work);
    const library = join(work, 'library');
    const picture = join(work, 'map.png');
    const started = await run(join(distFolder, app.executable), [photo, '--capture', picture], {
      env: { ...process.env, MACULE_DATA: library },
      timeoutMs: LIMIT_MS,
    });
    expect('analyses a photo and leaves', started.ok, lastLines(started.output));
    expect('saves its lesion map', existsSync(picture) && readFileSync(picture).length > SMALLEST_PICTURE);
    const found = await recorded(library);
    if (found === null) say('  the system’s keychain has the key of the record: only the app can count it');
    else
      expect(
        `one photo with lesions is on record (${found.lesions} lesions, ${found.engine})`,
        found.photos === 1 && found.lesions > 3,
      );
  } finally {
    rmSync(work, { recursive: true, force: true, maxRetries: 5 });
  }
  say(unmet() === 0 ? 'the package works' : `${unmet()} things are wrong`);
  return unmet() === 0 ? 0 : 1;
});
