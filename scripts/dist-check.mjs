#!/usr/bin/env node
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { giveDisplayTo, hasDisplay, startVirtualDisplay } from './bootstrap/display.mjs';
import { BootstrapFailure, runCommand } from './bootstrap/failure.mjs';
import { prepareTests } from './bootstrap/prepare.mjs';
import { lastLines, run } from './bootstrap/run.mjs';
import { say } from './bootstrap/say.mjs';
import { distFolder } from './dist/builder.mjs';
import { checkPackage } from './dist/check-package.mjs';
import { expectations } from './dist/expectations.mjs';
import { renderedPhoto } from './dist/rendered-photo.mjs';
import { bytesOf, megabytes } from './dist/sizes.mjs';
import { NOBODY } from './testing/app-user.mjs';

/** Largest package and unpacked app, bytes. */
const LARGEST_PACKAGE = 170e6;
const LARGEST_UNPACKED = 450e6;

/**
 * `npm run dist:check`: installs every package for this Linux that lies in dist/, analyses a rendered photo with it,
 * removes it, and sees that the record stayed.
 */
await runCommand(async () => {
  await prepareTests();
  const packages = existsSync(distFolder)
    ? readdirSync(distFolder).filter((name) => /\.(deb|rpm|tar\.gz)$/.test(name))
    : [];
  if (packages.length === 0)
    throw new BootstrapFailure('dist/ holds no packages.', 'Make them first: npm run dist:linux');
  const work = mkdtempSync(join(tmpdir(), 'macule-dist-'));
  chmodSync(work, 0o755);
  const display = hasDisplay() ? undefined : await startVirtualDisplay({ lasting: true });
  if (display !== undefined && process.getuid?.() === 0) giveDisplayTo(display, NOBODY);
  const { expect, unmet } = expectations();
  try {
    const photo = await renderedPhoto(work);
    const mayInstallRpm = process.getuid?.() === 0 && (await run('rpm', ['--version'])).ok;
    for (const name of packages) {
      const file = join(distFolder, name);
      if (name.endsWith('.rpm') && !mayInstallRpm) {
        say(`${name} is not tried: that needs root, and rpm`);
        continue;
      }
      say(`${name}, ${megabytes(bytesOf(file))}`);
      expect(`is no larger than ${megabytes(LARGEST_PACKAGE)}`, bytesOf(file) <= LARGEST_PACKAGE);
      const installed = await install(file, work);
      expect(
        `takes no more than ${megabytes(LARGEST_UNPACKED)} installed`,
        bytesOf(dirname(installed.executable)) <= LARGEST_UNPACKED,
      );
      await checkPackage(installed, photo, display?.env ?? process.env, expect);
    }
  } finally {
    display?.stop();
    rmSync(work, { recursive: true, force: true });
  }
  say(unmet() === 0 ? 'all packages work' : `${unmet()} things are wrong`);
  return unmet() === 0 ? 0 : 1;
});

/**
 * @param {string} file
 * @param {string} work
 */
function install(file, work) {
  if (file.endsWith('.deb')) return installDeb(file, work);
  return file.endsWith('.rpm') ? installRpm(file, work) : unpack(file, work);
}

/**
 * Installs it by rpm itself under a root of its own: this system's packages are Debian's.
 * @param {string} file
 * @param {string} work
 */
async function installRpm(file, work) {
  const root = mkdtempSync(join(work, 'rpm-'));
  chmodSync(root, 0o755);
  const inRoot = ['--root', root, '--nodeps', '--noscripts'];
  await orFail('rpm', [...inRoot, '--install', file]);
  return {
    name: 'rpm',
    executable: join(root, 'opt/Macule/macule'),
    uninstall: () => orFail('rpm', [...inRoot, '--erase', 'macule']),
  };
}

/**
 * Installs it for real where we may; elsewhere its files are laid out as they would lie.
 * @param {string} file
 * @param {string} work
 */
async function installDeb(file, work) {
  if (process.getuid?.() === 0 && (await run('apt-get', ['--version'])).ok) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const args = ['install', '-y', '-qq', '--no-install-recommends', '--allow-downgrades', file];
    // Debian's own reader of packages must reach it.
    const installed = await run('apt-get', ['-o', 'APT::Sandbox::User=root', ...args], { env });
    if (!installed.ok) throw new BootstrapFailure('installing the deb failed:', lastLines(installed.output));
    return {
      name: 'deb',
      executable: '/opt/Macule/macule',
      uninstall: async () => {
        const removed = await run('dpkg', ['--purge', 'macule'], { env });
        if (!removed.ok) throw new BootstrapFailure('removing the deb failed:', lastLines(removed.output));
      },
    };
  }
  say('no root here: the deb is unpacked, not installed');
  const folder = join(work, 'deb');
  await orFail('dpkg-deb', ['-x', file, folder]);
  return removable(join(folder, 'opt/Macule/macule'), folder);
}

/**
 * @param {string} file
 * @param {string} work
 */
async function unpack(file, work) {
  const folder = mkdtempSync(join(work, 'tar-'));
  chmodSync(folder, 0o755);
  await orFail('tar', ['-xzf', file, '-C', folder]);
  const [name = ''] = readdirSync(folder);
  return removable(join(folder, name, 'macule'), folder);
}

/**
 * @param {string} executable
 * @param {string} folder
 */
function removable(executable, folder) {
  const uninstall = () => Promise.resolve(rmSync(folder, { recursive: true, force: true }));
  return { name: folder, executable, uninstall };
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 */
async function orFail(program, args) {
  const done = await run(program, args);
  if (!done.ok) throw new BootstrapFailure(`${program} failed:`, lastLines(done.output));
}
