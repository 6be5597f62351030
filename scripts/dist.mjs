#!/usr/bin/env node
import { BootstrapFailure, runCommand } from './bootstrap/failure.mjs';
import { prepareApp } from './bootstrap/prepare.mjs';
import { say } from './bootstrap/say.mjs';
import { freshBuilder } from './dist/builder.mjs';

const SYSTEMS = /** @type {const} */ ({
  win32: ['--win', '--x64', '--arm64'],
  darwin: ['--mac', '--arm64'],
});

/** `npm run dist`: packages for Windows or macOS, on that system. For Linux there is `npm run dist:linux`. */
await runCommand(async () => {
  const system = SYSTEMS[/** @type {keyof typeof SYSTEMS} */ (process.platform)];
  if (system === undefined)
    throw new BootstrapFailure(
      'Packages are made on the system they are for.',
      'On Linux: npm run dist:linux',
    );
  // npm installs sharp's native library for its own processor, and a package for macOS holds no other decoder.
  if (process.platform === 'darwin' && process.arch !== 'arm64')
    throw new BootstrapFailure('Packages for macOS are made on a Mac with Apple silicon.');
  const runtime = await prepareApp();
  const builder = freshBuilder(runtime);
  say(`packaging with Electron ${runtime.version} …`);
  await builder(system);
  return 0;
});
