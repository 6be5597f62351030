#!/usr/bin/env node
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BootstrapFailure, runCommand } from './bootstrap/failure.mjs';
import { repository } from './bootstrap/folders.mjs';
import { prepareApp } from './bootstrap/prepare.mjs';
import { lastLines, run } from './bootstrap/run.mjs';
import { say } from './bootstrap/say.mjs';
import { builderConfig } from './dist/builder-config.mjs';
import { writeNotices } from './dist/notices.mjs';

const SYSTEMS = /** @type {const} */ ({
  win32: ['--win', '--x64', '--arm64'],
  darwin: ['--mac', '--arm64'],
});
const dist = join(repository, 'dist');

/** `npm run dist`: packages for Windows or macOS, on that system. For Linux there is `npm run dist:linux`. */
await runCommand(async () => {
  const system = SYSTEMS[/** @type {keyof typeof SYSTEMS} */ (process.platform)];
  if (system === undefined)
    throw new BootstrapFailure(
      'Packages are made on the system they are for.',
      'On Linux: npm run dist:linux',
    );
  const runtime = await prepareApp();
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist);
  writeNotices(join(repository, 'out', 'THIRD-PARTY-NOTICES.txt'));
  const config = join(dist, 'builder-config.json');
  writeFileSync(config, JSON.stringify(builderConfig(runtime), null, 2));
  say(`packaging with Electron ${runtime.version} …`);
  const program = join(repository, 'node_modules/electron-builder/cli.js');
  const made = await run(process.execPath, [program, ...system, '--config', config, '--publish', 'never'], {
    cwd: repository,
  });
  if (!made.ok) throw new BootstrapFailure('packaging failed:', lastLines(made.output, 30));
  return 0;
});
