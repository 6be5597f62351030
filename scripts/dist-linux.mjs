#!/usr/bin/env node
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BootstrapFailure, runCommand } from './bootstrap/failure.mjs';
import { repository } from './bootstrap/folders.mjs';
import { prepareApp } from './bootstrap/prepare.mjs';
import { packageVersion } from './bootstrap/electron-official.mjs';
import { lastLines, run } from './bootstrap/run.mjs';
import { say } from './bootstrap/say.mjs';
import { builderConfig, isStandIn } from './dist/builder-config.mjs';
import { writeNotices } from './dist/notices.mjs';
import { bytesOf, megabytes, whereTheBytesGo } from './dist/sizes.mjs';

const dist = join(repository, 'dist');

/**
 * `npm run dist:linux`: packages for Linux on this machine. With the official Electron all targets of
 * electron-builder.yml; without it a deb and a tar.gz of the Electron at hand, to see that packages work.
 */
await runCommand(async () => {
  if (process.platform !== 'linux') throw new BootstrapFailure('Packages for Linux are made on Linux.');
  const runtime = await prepareApp();
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist);
  writeNotices(join(repository, 'out', 'THIRD-PARTY-NOTICES.txt'));
  const config = join(dist, 'builder-config.json');
  writeFileSync(config, JSON.stringify(builderConfig(runtime), null, 2));
  const unpacked = join(dist, process.arch === 'x64' ? 'linux-unpacked' : `linux-${process.arch}-unpacked`);
  if (!isStandIn(runtime)) {
    say('packaging for Linux …');
    await builder(config, ['--linux', `--${process.arch}`]);
  } else {
    say(`packaging with Electron ${runtime.version} (users get ${packageVersion()}): deb and tar.gz …`);
    await builder(config, ['--linux', 'dir', `--${process.arch}`]);
    // The development Electron brings the app that it shows without one.
    rmSync(join(unpacked, 'resources/default_app.asar'), { force: true });
    await builder(config, ['--linux', 'deb', `--${process.arch}`, '--prepackaged', unpacked], {
      CUSTOM_FPM_PATH: join(repository, 'scripts/dist/fpm-deb.mjs'),
    });
    await tarball(unpacked);
    say('AppImage and rpm need downloads: the workflow on GitHub makes them.');
  }
  table(unpacked);
  return 0;
});

/**
 * @param {string} config
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
async function builder(config, args, env = {}) {
  const program = join(repository, 'node_modules/electron-builder/cli.js');
  const made = await run(process.execPath, [program, ...args, '--config', config, '--publish', 'never'], {
    cwd: repository,
    env: { ...process.env, ...env },
  });
  if (!made.ok) throw new BootstrapFailure('packaging failed:', lastLines(made.output, 30));
}

/** @param {string} unpacked */
async function tarball(unpacked) {
  const name = `macule-${version()}-${process.arch}`;
  const file = join(dist, `${name}.tar.gz`);
  const made = await run('tar', [
    ...['-C', unpacked, '--owner=0', '--group=0', `--transform=s,^\\.,${name},`, '-czf', file, '.'],
  ]);
  if (!made.ok) throw new BootstrapFailure('packing the tar.gz failed:', lastLines(made.output));
}

function version() {
  return process.env['npm_package_version'] ?? '0.0.0';
}

/** @param {string} unpacked */
function table(unpacked) {
  const rows = whereTheBytesGo(unpacked);
  for (const { part, bytes } of rows) process.stdout.write(`${megabytes(bytes).padStart(10)}  ${part}\n`);
  process.stdout.write(`${megabytes(bytesOf(unpacked)).padStart(10)}  unpacked\n`);
}
