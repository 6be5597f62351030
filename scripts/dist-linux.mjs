#!/usr/bin/env node
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { BootstrapFailure, runCommand } from './bootstrap/failure.mjs';
import { repository } from './bootstrap/folders.mjs';
import { prepareApp } from './bootstrap/prepare.mjs';
import { packageVersion } from './bootstrap/electron-official.mjs';
import { lastLines, run } from './bootstrap/run.mjs';
import { say } from './bootstrap/say.mjs';
import { distFolder, freshBuilder } from './dist/builder.mjs';
import { isStandIn } from './dist/builder-config.mjs';
import { bytesOf, megabytes, whereTheBytesGo } from './dist/sizes.mjs';

/**
 * `npm run dist:linux`: packages for Linux on this machine. With the official Electron all targets of
 * electron-builder.yml; without it a deb, a tar.gz and, where rpmbuild is there, an rpm of the Electron at hand, to see that packages work.
 */
await runCommand(async () => {
  if (process.platform !== 'linux') throw new BootstrapFailure('Packages for Linux are made on Linux.');
  const runtime = await prepareApp();
  const builder = freshBuilder(runtime);
  const unpacked = join(
    distFolder,
    process.arch === 'x64' ? 'linux-unpacked' : `linux-${process.arch}-unpacked`,
  );
  if (!isStandIn(runtime)) {
    say('packaging for Linux …');
    await builder(['--linux', `--${process.arch}`]);
  } else {
    say(`packaging with Electron ${runtime.version} (users get ${packageVersion()}) …`);
    await builder(['--linux', 'dir', `--${process.arch}`]);
    // The development Electron brings the app that it shows without one.
    rmSync(join(unpacked, 'resources/default_app.asar'), { force: true });
    const hasRpm = (await run('rpmbuild', ['--version'])).ok;
    for (const target of hasRpm ? ['deb', 'rpm'] : ['deb']) {
      await builder(['--linux', target, `--${process.arch}`, '--prepackaged', unpacked], {
        CUSTOM_FPM_PATH: join(repository, 'scripts/dist/fpm.mjs'),
      });
    }
    await tarball(unpacked);
    if (!hasRpm) say('no rpm: rpmbuild is not installed here (Debian: apt-get install rpm)');
    say('AppImage needs downloads: the workflow on GitHub makes it.');
  }
  table(unpacked);
  return 0;
});

/** @param {string} unpacked */
async function tarball(unpacked) {
  const name = `macule-${version()}-${process.arch}`;
  const file = join(distFolder, `${name}.tar.gz`);
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
